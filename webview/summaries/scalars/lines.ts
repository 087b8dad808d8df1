/**
 * From a series to the lines that a chart draws: its x by the chosen axis, cut where x goes back, each part smoothed by
 * itself, as TensorBoard does. Plain arrays in, plain arrays out.
 */

import type { ScalarColumns } from '../store/scalar-columns.ts';
import { smooth } from './smoothing.ts';

export const xAxes = ['step', 'relative', 'wall'] as const;
export type XAxis = (typeof xAxes)[number];

/** A stretch of a series in which x does not go back. */
export interface Line {
  /** Which point of the series its first one is. */
  readonly offset: number;
  /** Which part of the series, and of how many. */
  readonly part: number;
  readonly parts: number;
  /** Steps, seconds since the series' first point, or seconds since 1970. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** `y` itself where nothing is smoothed. */
  readonly smoothed: Float64Array;
}

export function linesOf(series: ScalarColumns, axis: XAxis, smoothing: number): readonly Line[] {
  if (series.length === 0) return [];
  const x = xValues(series, axis);
  const starts = partStarts(x);
  return starts.map((start, part) => {
    const end = starts[part + 1] ?? series.length;
    const y = series.values.subarray(start, end);
    return { offset: start, part, parts: starts.length, x: x.subarray(start, end), y, smoothed: smooth(y, smoothing) };
  });
}

export function xValues(series: ScalarColumns, axis: XAxis): Float64Array {
  switch (axis) {
    case 'step':
      return series.steps;
    case 'wall':
      return series.wallTimes;
    case 'relative': {
      const first = series.wallTimes[0] ?? 0;
      return series.wallTimes.map((time) => time - first);
    }
    default:
      return axis satisfies never;
  }
}

/** Where each part starts: at 0, and at every finite x below the one before it. */
export function partStarts(x: Float64Array): number[] {
  const starts = [0];
  let last = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < x.length; i++) {
    const value = x[i]!;
    if (!Number.isFinite(value)) continue;
    if (value < last) starts.push(i);
    last = value;
  }
  return starts;
}

/** The name of a line: that of its run, numbered where the run has several. */
export function lineName(run: string, line: Pick<Line, 'part' | 'parts'>): string {
  return line.parts > 1 ? `${run}: ${line.part + 1}` : run;
}
