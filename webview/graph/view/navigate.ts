/** Which node an arrow key leads to: the nearest in that direction, and rather one that an edge leads to. Pure. */

import type { Box } from '../layout/index.ts';
import type { ItemId, VisibleGraph } from '../model/index.ts';
import { isWithin } from './scene.ts';

export type Direction = 'up' | 'down' | 'left' | 'right';

/** A neighbour along an edge counts as this much nearer. */
const edgeFactor = 0.4;

/**
 * From a folded group or an operation to others like it, in whatever group they are; from an open group, to what stands
 * beside it.
 */
export function nodeInDirection(
  visible: VisibleGraph,
  boxes: ReadonlyMap<ItemId, Box>,
  from: ItemId,
  direction: Direction,
): ItemId | null {
  const start = boxes.get(from);
  if (start === undefined) return null;
  const linked = new Set<ItemId>();
  for (const { source, target } of visible.edges) {
    if (source === from) linked.add(target);
    if (target === from) linked.add(source);
  }
  let best: { readonly id: ItemId; readonly cost: number } | null = null;
  for (const node of visible.nodes) {
    const box = boxes.get(node.id);
    if (node.expanded || box === undefined || isWithin(visible, node.id, from)) continue;
    const cost = costTo(start, box, direction) * (linked.has(node.id) ? edgeFactor : 1);
    if (cost < (best?.cost ?? Infinity)) best = { id: node.id, cost };
  }
  return best?.id ?? null;
}

/** Sideways counts double; Infinity where it is not in that direction at all. */
function costTo(from: Box, to: Box, direction: Direction): number {
  const vertical = direction === 'up' || direction === 'down';
  const sign = direction === 'up' || direction === 'left' ? -1 : 1;
  const ahead = sign * (vertical ? to.y - from.y : to.x - from.x);
  const aside = Math.abs(vertical ? to.x - from.x : to.y - from.y);
  return ahead <= 1 || aside > 3 * ahead + 40 ? Infinity : ahead + 2 * aside;
}

/** The first node to select where none is: what the outline begins with. */
export function firstNode(visible: VisibleGraph): ItemId | null {
  return (visible.nodes.find(({ auxiliary }) => !auxiliary) ?? visible.nodes[0])?.id ?? null;
}
