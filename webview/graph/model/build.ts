/** From a graph's nodes to the model: scopes out of names, edges out of inputs. Never throws on what a file may hold. */

import type { GraphData, GraphLoop } from '../../protocol.ts';
import { buildEdges } from './build-edges.ts';
import { findHosts } from './hosts.ts';
import type { GraphModel, Item, ItemId, OperationItem, ScopeItem } from './items.ts';
import { gatherLoops } from './loops.ts';
import { markAuxiliaryScopes } from './purpose.ts';
import { findSeries } from './series.ts';
import { assignTemplates } from './structure.ts';

/** Deeper parts of a name stay together in one label, so that ten thousand slashes cost no more than this many. */
export const maxScopeDepth = 64;

/** Reads a graph's names and inputs. Never throws: what is missing, doubled or cyclic is kept as such. */
export function buildModel(graph: GraphData): GraphModel {
  const items = new Map<ItemId, Item>();
  const root = newScope('root:', '', '', null, -1);
  items.set(root.id, root);
  const scopesByPath = findScopePaths(graph);
  const named: ScopeItem[] = [];
  const byName = new Map<string, OperationItem>();
  const copies = new Map<string, number>();

  const scopeAt = (path: string): ScopeItem => {
    // The part of the path that has no scope yet, innermost first.
    const missing: string[] = [];
    let found: ScopeItem | null | undefined = scopesByPath.get(path);
    let rest = path;
    while (!found) {
      missing.push(rest);
      const slash = rest.lastIndexOf('/');
      if (slash < 0) break;
      rest = rest.slice(0, slash);
      found = scopesByPath.get(rest);
    }
    let scope = found ?? root;
    for (const each of missing.reverse()) {
      const next = newScope(`scope:${each}`, each.slice(each.lastIndexOf('/') + 1), each, scope, named.length);
      scope.children.push(next);
      named.push(next);
      scopesByPath.set(each, next);
      items.set(next.id, next);
      scope = next;
    }
    return scope;
  };

  const operations = graph.nodes.map(({ name, op }, node): OperationItem => {
    // An operation beside a scope of its name goes into that scope.
    const inside = scopesByPath.has(name);
    const path = inside ? name : scopePath(name);
    const scope = path === null ? root : scopeAt(path);
    const last = inside
      ? `(${name.slice(name.lastIndexOf('/') + 1)})`
      : name.slice(path === null ? 0 : path.length + 1);
    const copy = (copies.get(name) ?? 0) + 1;
    copies.set(name, copy);
    const id = copy === 1 ? `op:${name}` : `op${copy}:${name}`;
    const item: OperationItem = { kind: 'operation', id, label: last, name, op, node, scope, series: null };
    scope.children.push(item);
    items.set(id, item);
    if (copy === 1) byName.set(name, item);
    return item;
  });

  const scopes = gatherLoops(graph.loops ?? [], { root, scopes: named, operations, byName, items }, newScope);
  const edges = buildEdges(graph.nodes, byName);
  const host = findHosts(graph.nodes, edges);
  for (const { scope, node } of operations) {
    scope.operations += 1;
    if (host[node]! < 0) scope.drawn += 1;
  }
  for (let i = scopes.length - 1; i >= 0; i -= 1) {
    const scope = scopes[i]!;
    scope.scope!.operations += scope.operations;
    scope.scope!.drawn += scope.drawn;
  }
  const templateSizes = assignTemplates(root, scopes, operations, edges);
  markAuxiliaryScopes(operations);
  for (const scope of [root, ...scopes]) {
    for (const series of findSeries(scope, host)) {
      let id: ItemId = `series:${series.name}`;
      for (let copy = 2; items.has(id); copy += 1) id = `series${copy}:${series.name}`;
      const item = { ...series, id };
      items.set(id, item);
      scope.childSeries.push(item);
      for (const member of item.members) member.series = item;
    }
  }
  return { graph, root, operations, scopes, items, byName, edges, host, templateSizes };
}

function newScope(
  id: ItemId,
  label: string,
  name: string,
  scope: ScopeItem | null,
  index: number,
  loop: GraphLoop | null = null,
): ScopeItem {
  return {
    kind: 'scope',
    id,
    label,
    name,
    loop,
    scope,
    series: null,
    children: [],
    childSeries: [],
    depth: scope === null ? 0 : scope.depth + 1,
    operations: 0,
    drawn: 0,
    index,
    auxiliary: false,
    template: -1,
  };
}

/** All paths that are scopes, not made yet: an operation must know whether its name is one, before that comes. */
function findScopePaths(graph: GraphData): Map<string, ScopeItem | null> {
  const paths = new Map<string, ScopeItem | null>();
  for (const { name } of graph.nodes) {
    let path = scopePath(name);
    while (path !== null && !paths.has(path)) {
      paths.set(path, null);
      const slash: number = path.lastIndexOf('/');
      path = slash < 0 ? null : path.slice(0, slash);
    }
  }
  return paths;
}

/** The scope's part of a name; null where it has none. */
function scopePath(name: string): string | null {
  let end = -1;
  for (let depth = 0; depth < maxScopeDepth; depth += 1) {
    const slash = name.indexOf('/', end + 1);
    if (slash < 0) break;
    end = slash;
  }
  return end < 0 ? null : name.slice(0, end);
}
