/** Following edges: all that an item is computed from, and its neighbours. */

import type { GraphModel, ItemId } from './items.ts';
import { operationsIn } from './members.ts';
import type { VisibleGraph, VisibleNode } from './visible.ts';

export interface Trace {
  /** Visible nodes that hold an input of the item, direct or not, and the item's own; expanded groups included. */
  readonly nodes: ReadonlySet<ItemId>;
  /** Visible edges that carry such an input. */
  readonly edges: ReadonlySet<string>;
  /** How many operations it is computed from. */
  readonly operations: number;
}

/** Control inputs count as inputs. */
export function traceInputs(model: GraphModel, visible: VisibleGraph, id: ItemId): Trace {
  const item = model.items.get(id);
  if (item === undefined) return { nodes: new Set(), edges: new Set(), operations: 0 };
  const own = operationsIn(item);
  const { source, incomingStart, incoming } = model.edges;
  const reached = new Uint8Array(model.operations.length);
  const stack: number[] = [];
  const reach = (node: number) => {
    if (reached[node] === 1) return;
    reached[node] = 1;
    stack.push(node);
  };
  for (const { node } of own) reach(node);

  const carried = new Set<number>();
  const nodes = new Set<ItemId>();
  let operations = -own.length;
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    operations += 1;
    const place = visible.shownBy[node]!;
    addWithGroups(visible, place, nodes);
    for (let i = incomingStart[node]!; i < incomingStart[node + 1]!; i += 1) {
      const from = source[incoming[i]!]!;
      if (visible.annotation[from] === 0 && visible.annotation[node] === 0) {
        carried.add(visible.shownBy[from]! * visible.nodes.length + place);
      }
      reach(from);
    }
  }
  const places = new Map(visible.nodes.map((node, place) => [node.id, place]));
  const edges = visible.edges
    .filter((edge) => carried.has(places.get(edge.source)! * visible.nodes.length + places.get(edge.target)!))
    .map((edge) => edge.id);
  return { nodes, edges: new Set(edges), operations };
}

function addWithGroups({ nodes, byId }: VisibleGraph, place: number, into: Set<ItemId>): void {
  let node: VisibleNode | undefined = nodes[place];
  while (node !== undefined && !into.has(node.id)) {
    into.add(node.id);
    node = node.parent === null ? undefined : byId.get(node.parent);
  }
}

/** Visible nodes at the other ends of a visible node's edges (of an expanded one: of those that leave it). */
export function neighbors(
  visible: VisibleGraph,
  id: ItemId,
): { readonly inputs: readonly ItemId[]; readonly outputs: readonly ItemId[]; readonly edges: readonly string[] } {
  const inside = new Set<ItemId>([id]);
  for (const { id: each, parent } of visible.nodes) if (parent !== null && inside.has(parent)) inside.add(each);
  const inputs = new Set<ItemId>();
  const outputs = new Set<ItemId>();
  const edges: string[] = [];
  for (const edge of visible.edges) {
    const from = inside.has(edge.source);
    const to = inside.has(edge.target);
    if (from === to) continue;
    edges.push(edge.id);
    if (from) outputs.add(edge.target);
    else inputs.add(edge.source);
  }
  return { inputs: [...inputs], outputs: [...outputs], edges };
}
