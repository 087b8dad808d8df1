/** What the tooltip lists, in which order. Pure. */

import type { RunStyle } from '../store/run-styles.ts';
import type { NamedLine } from './chart-lines.ts';
import { nearestIndex } from './nearest.ts';

export const tooltipSorts = ['default', 'alphabetical', 'ascending', 'descending', 'nearest', 'nearestY'] as const;
export type TooltipSort = (typeof tooltipSorts)[number];

export interface TooltipRow {
  readonly name: string;
  readonly style: RunStyle;
  readonly value: number;
  readonly smoothed: number;
  readonly step: number;
  readonly wallTime: number;
  /** Seconds since the series' first point. */
  readonly relative: number;
  readonly x: number;
  /** The line's place among the chart's. */
  readonly line: number;
  /** How far the pointer is, as a whole and in height alone, in whatever unit the caller measures; 0 where there is none. */
  readonly distance: number;
  readonly distanceY: number;
}

/** From the pointer to a point, each way. */
export type PointDistance = (x: number, smoothed: number) => { readonly x: number; readonly y: number };

/** The point of each line that is nearest to `x`. */
export function tooltipRows(
  lines: readonly NamedLine[],
  x: number,
  distance: PointDistance = () => ({ x: 0, y: 0 }),
): TooltipRow[] {
  const rows: TooltipRow[] = [];
  lines.forEach((line, index) => {
    const point = nearestIndex(line.x, x);
    if (point >= 0) rows.push(rowOf(line, index, point, distance));
  });
  return rows;
}

function rowOf(line: NamedLine, index: number, point: number, distance: PointDistance): TooltipRow {
  const at = line.offset + point;
  const x = line.x[point]!;
  const smoothed = line.smoothed[point]!;
  const away = distance(x, smoothed);
  return {
    name: line.name,
    style: line.style,
    value: line.y[point]!,
    smoothed,
    step: line.series.steps[at]!,
    wallTime: line.series.wallTimes[at]!,
    relative: line.series.wallTimes[at]! - line.series.wallTimes[0]!,
    x,
    line: index,
    distance: Math.hypot(away.x, away.y),
    distanceY: Math.abs(away.y),
  };
}

const collator = new Intl.Collator('en', { numeric: true });

/** Rows without a number come last where numbers decide. */
const last = (value: number) => (Number.isNaN(value) ? Number.POSITIVE_INFINITY : value);

const orders: Record<TooltipSort, (a: TooltipRow, b: TooltipRow) => number> = {
  default: (a, b) => a.line - b.line,
  alphabetical: (a, b) => collator.compare(a.name, b.name),
  ascending: (a, b) => compare(last(a.smoothed), last(b.smoothed)),
  descending: (a, b) => compare(last(-a.smoothed), last(-b.smoothed)),
  nearest: (a, b) => compare(last(a.distance), last(b.distance)),
  nearestY: (a, b) => compare(last(a.distanceY), last(b.distanceY)),
};

export function sortRows(rows: readonly TooltipRow[], sort: TooltipSort): TooltipRow[] {
  return rows.toSorted((a, b) => orders[sort](a, b) || a.line - b.line);
}

/** Unlike a difference, it also orders infinities. */
function compare(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
