/**
 * Loops of which the number of passes is not known. What one made is gathered in a scope that the names do not have, so
 * that it folds into one node; where it lies in several scopes, in one of each.
 */

import type { GraphLoop } from '../../protocol.ts';
import type { Item, ItemId, OperationItem, ScopeItem } from './items.ts';

interface Tree {
  readonly root: ScopeItem;
  /** Parents first. */
  readonly scopes: readonly ScopeItem[];
  readonly operations: readonly OperationItem[];
  readonly byName: ReadonlyMap<string, OperationItem>;
  readonly items: Map<ItemId, Item>;
}

type Part = OperationItem | ScopeItem;
type MakeScope = (
  id: ItemId,
  label: string,
  name: string,
  scope: ScopeItem,
  index: number,
  loop: GraphLoop,
) => ScopeItem;

/** Every scope afterwards, parents first, with their places and depths set. */
export function gatherLoops(loops: readonly GraphLoop[], tree: Tree, newScope: MakeScope): readonly ScopeItem[] {
  const { root, scopes, operations, byName, items } = tree;
  if (loops.length === 0) return scopes;
  const sizes = countWithin(operations);
  // Outer loops first: an inner one then finds its parts within theirs.
  for (const loop of [...loops].sort((a, b) => b.nodes.length - a.nodes.length)) {
    const members = loop.nodes.map((name) => byName.get(name)).filter((found) => found !== undefined);
    for (const [scope, parts] of wholeParts(new Set(members), sizes)) {
      // By what it made first: its line changes with each line above it.
      const first = firstOperation(parts);
      let id: ItemId = `loop:${first.name}`;
      for (let copy = 2; items.has(id); copy += 1) id = `loop${copy}:${first.name}`;
      const made = newScope(id, `×? ${loop.name}`, loop.name, scope, -1, loop);
      items.set(id, made);
      moveInto(made, scope, parts);
      sizes.set(made, countOf(parts, sizes));
    }
  }
  return arranged(root);
}

/** How many operations are in each scope and below. */
function countWithin(operations: Iterable<OperationItem>): Map<ScopeItem, number> {
  const counts = new Map<ScopeItem, number>();
  for (const { scope } of operations) {
    for (let at: ScopeItem | null = scope; at !== null; at = at.scope) counts.set(at, (counts.get(at) ?? 0) + 1);
  }
  return counts;
}

function countOf(parts: ReadonlySet<Part>, sizes: ReadonlyMap<ScopeItem, number>): number {
  let count = 0;
  for (const part of parts) count += part.kind === 'operation' ? 1 : (sizes.get(part) ?? 0);
  return count;
}

/** The largest scopes of which the loop made everything, and operations outside of such; by the scope around them. */
function wholeParts(
  members: ReadonlySet<OperationItem>,
  sizes: ReadonlyMap<ScopeItem, number>,
): Map<ScopeItem, Set<Part>> {
  const made = countWithin(members);
  const parts = new Map<ScopeItem, Set<Part>>();
  for (const member of members) {
    let part: Part = member;
    let around: ScopeItem = member.scope;
    // A loop stays within the loop around it, though that may hold nothing else.
    while (around.scope !== null && around.loop === null && made.get(around) === sizes.get(around)) {
      part = around;
      around = around.scope;
    }
    const found = parts.get(around);
    if (found) found.add(part);
    else parts.set(around, new Set([part]));
  }
  return parts;
}

/** In the order of the graph, in which members are added. */
function firstOperation(parts: ReadonlySet<Part>): OperationItem {
  let [part] = parts as ReadonlySet<Part> & Iterable<Part>;
  while (part?.kind === 'scope') part = part.children[0];
  return part as OperationItem;
}

/** The loop stands where the first of its parts stood. */
function moveInto(loop: ScopeItem, scope: ScopeItem, parts: ReadonlySet<Part>): void {
  let isPlaced = false;
  const rest: Part[] = [];
  for (const child of scope.children) {
    if (!parts.has(child)) {
      rest.push(child);
      continue;
    }
    if (!isPlaced) rest.push(loop);
    isPlaced = true;
    child.scope = loop;
    loop.children.push(child);
  }
  scope.children = rest;
}

function arranged(root: ScopeItem): ScopeItem[] {
  const scopes: ScopeItem[] = [];
  const stack: ScopeItem[] = [root];
  for (let scope = stack.pop(); scope !== undefined; scope = stack.pop()) {
    if (scope.scope !== null) {
      scope.depth = scope.scope.depth + 1;
      scope.index = scopes.length;
      scopes.push(scope);
    }
    for (let i = scope.children.length - 1; i >= 0; i -= 1) {
      const child = scope.children[i]!;
      if (child.kind === 'scope') stack.push(child);
    }
  }
  return scopes;
}
