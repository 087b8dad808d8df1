/** The operations in an item. */

import type { GraphModel, Item, OperationItem, ScopeItem } from './items.ts';

/** In no promised order. Iterative: scopes nest as deep as names do. */
export function operationsIn(item: Item): OperationItem[] {
  if (item.kind === 'operation') return [item];
  const found: OperationItem[] = [];
  const stack: (OperationItem | ScopeItem)[] = item.kind === 'series' ? [...item.members] : [item];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (next.kind === 'operation') found.push(next);
    else for (const child of next.children) stack.push(child);
  }
  return found;
}

/** 1 for each node of the graph that is in the item. */
export function membership(model: GraphModel, members: readonly OperationItem[]): Uint8Array {
  const inside = new Uint8Array(model.operations.length);
  for (const { node } of members) inside[node] = 1;
  return inside;
}
