/**
 * The geometry of histograms over time: one outline a step, either behind each other, the newest in front (offset), or
 * all on one base line (overlay). Pure: sizes and points in, coordinates in pixels out.
 */

import type { HistogramPoint } from '../../protocol.ts';
import { commonRange, defaultBinCount, type Range, rebin } from './bins.ts';
import { type TimeAxis, timeOf, timeRange } from './time-axis.ts';

export type RidgeMode = 'offset' | 'overlay';

export interface RidgeInput {
  readonly points: readonly HistogramPoint[];
  readonly width: number;
  readonly height: number;
  readonly mode: RidgeMode;
  /** What places an outline in depth. */
  readonly axis: TimeAxis;
}

export interface Slice {
  /** In `points`. */
  readonly index: number;
  /** Where the outline's zero lies. */
  readonly baseline: number;
  /** One a bin: how far the outline is above the base line. */
  readonly rises: Float64Array;
  readonly counts: Float64Array;
  /** 0 for the oldest, 1 for the newest: its shade. */
  readonly age: number;
}

export interface Ridge {
  /** Of the values, from the plot's left to its right. */
  readonly range: Range;
  /** Of the base lines: the oldest stands `room` pixels below the plot's top, the newest at its foot. */
  readonly time: Range;
  readonly room: number;
  /** The middle of each bin. */
  readonly xs: Float64Array;
  /** Oldest first, which is also the order to draw in. */
  readonly slices: readonly Slice[];
}

/** More outlines than this are only a blur: an even choice of them is drawn, the first and last included. */
export const maxSlices = 60;
/** The part of the height that outlines may rise above the backmost base line. */
const headroom = 0.4;

/** undefined where no point holds anything. */
export function layOutRidge({ points, width, height, mode, axis }: RidgeInput): Ridge | undefined {
  const chosen = evenly(points.length, maxSlices);
  const range = commonRange(chosen.map((index) => points[index]!.buckets));
  if (range === undefined) return undefined;
  const binWidth = width / defaultBinCount;
  const xs = Float64Array.from({ length: defaultBinCount }, (_, bin) => (bin + 0.5) * binWidth);

  const counts = chosen.map((index) => rebin(points[index]!.buckets, range));
  const highest = counts.reduce((most, each) => each.reduce((a, b) => Math.max(a, b), most), 0);
  const times = chosen.map((index) => timeOf(points[index]!, axis, points[0]!));
  // A restarted run steps back: its outlines stand where their time says, drawn in the order of time.
  const time = timeRange(times);
  const depth = (at: number) => (time.max > time.min ? (at - time.min) / (time.max - time.min) : 1);
  const room = mode === 'offset' && chosen.length > 1 ? height * headroom : height;

  const slices = chosen.map((index, at): Slice => {
    const age = depth(times[at]!);
    const rises = counts[at]!.map((count) => (highest > 0 ? (count / highest) * room : 0));
    const baseline = mode === 'offset' ? room + age * (height - room) : height;
    return { index, baseline, rises, counts: counts[at]!, age };
  });
  return { range, time, room, xs, slices: slices.toSorted((a, b) => a.age - b.age) };
}

export interface RidgeHit {
  readonly slice: Slice;
  readonly bin: number;
}

/** The outline under the pointer: of those whose bin is near it, the one whose edge is nearest; the front one of equals. */
export function hitRidge({ xs, slices }: Ridge, x: number, y: number): RidgeHit | undefined {
  if (slices.length === 0) return undefined;
  const binWidth = xs[0]! * 2;
  const bin = Math.min(xs.length - 1, Math.max(0, Math.floor(x / binWidth)));
  let best: RidgeHit | undefined;
  let nearest = Number.POSITIVE_INFINITY;
  for (const slice of slices) {
    const distance = Math.abs(slice.baseline - slice.rises[bin]! - y);
    if (distance > nearest) continue;
    nearest = distance;
    best = { slice, bin };
  }
  return best;
}

/** At most `most` of `count` indexes, evenly spaced. */
function evenly(count: number, most: number): number[] {
  if (count <= most) return Array.from({ length: count }, (_, index) => index);
  return Array.from({ length: most }, (_, at) => Math.round((at * (count - 1)) / (most - 1)));
}
