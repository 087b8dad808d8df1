/** Keeping what the user looks at in its place from one layout to the next. */

import type { ItemId } from '../model/index.ts';
import type { Box, Layout, Point } from './placement.ts';

/** The layout moved as a whole, so that `id` (or, without it, most of what both have) stays where it was. */
export function keepInPlace(layout: Layout, previous: Layout | null, id: ItemId | null): Layout {
  if (previous === null) return layout;
  const now = id === null ? undefined : layout.nodes.get(id);
  const before = id === null ? undefined : previous.nodes.get(id);
  const by = now && before ? { x: before.x - now.x, y: before.y - now.y } : commonShift(layout, previous);
  return by.x === 0 && by.y === 0 ? layout : moved(layout, by);
}

/** The median of how far the nodes of both were moved: one that went far away does not count. */
function commonShift(layout: Layout, previous: Layout): Point {
  const xs: number[] = [];
  const ys: number[] = [];
  for (const [id, { x, y }] of layout.nodes) {
    const before = previous.nodes.get(id);
    if (before === undefined) continue;
    xs.push(before.x - x);
    ys.push(before.y - y);
  }
  return { x: median(xs), y: median(ys) };
}

function median(values: number[]): number {
  values.sort((a, b) => a - b);
  return values[values.length >> 1] ?? 0;
}

function moved({ nodes, annotations, bends, bounds }: Layout, by: Point): Layout {
  const shift = <P extends Point>(point: P): P => ({ ...point, x: point.x + by.x, y: point.y + by.y });
  const shiftAll = (boxes: ReadonlyMap<string, Box>) => new Map([...boxes].map(([id, box]) => [id, shift(box)]));
  return {
    nodes: shiftAll(nodes),
    annotations: shiftAll(annotations),
    bends: new Map([...bends].map(([id, points]) => [id, points.map(shift)])),
    bounds: shift(bounds),
  };
}
