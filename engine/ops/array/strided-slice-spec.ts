/**
 * What the masks of a strided slice mean, axis by axis: TensorFlow's rules for `x[1:, ..., newaxis, 3]`. Pure data in and
 * out; it knows no graph.
 */

import { type Dim, isKnown } from '../../graph/index.ts';

export interface Masks {
  readonly begin: number;
  readonly end: number;
  readonly ellipsis: number;
  readonly newAxis: number;
  readonly shrinkAxis: number;
}

/** The range read along one axis of the input; undefined where it is not known. */
export interface AxisRange {
  readonly begin: number | undefined;
  readonly end: number | undefined;
  readonly stride: number | undefined;
  readonly beginMasked: boolean;
  readonly endMasked: boolean;
  /** One element is read and the axis dropped. */
  readonly shrink: boolean;
}

/** The axes of the result: a range over an input axis, or a new axis of size 1. */
export type ResultAxis = { readonly input: number } | 'new';

export interface SlicePlan {
  /** One an input axis. */
  readonly ranges: readonly AxisRange[];
  readonly result: readonly ResultAxis[];
}

type Elements = readonly (number | undefined)[];

const wholeAxis: AxisRange = {
  begin: undefined,
  end: undefined,
  stride: 1,
  beginMasked: true,
  endMasked: true,
  shrink: false,
};

/** Lays `count` sparse specifications over an input of rank `rank`; undefined if they name more axes than there are. */
export function planSlice(
  rank: number,
  count: number,
  { begin, end, strides }: { readonly begin: Elements; readonly end: Elements; readonly strides: Elements },
  masks: Masks,
): SlicePlan | undefined {
  const has = (mask: number, index: number) => (mask & (1 << index)) !== 0;
  const ranges: AxisRange[] = [];
  const result: ResultAxis[] = [];
  const keepWhole = () => {
    result.push({ input: ranges.length });
    ranges.push(wholeAxis);
  };
  const all = Array.from({ length: count }, (_, index) => index);
  const ellipsis = all.find((index) => has(masks.ellipsis, index));
  // A new axis consumes no input axis; left of an ellipsis' own place it is no specification either.
  const consumes = (index: number) => index !== ellipsis && !has(masks.newAxis, index);
  for (const index of all) {
    if (index === ellipsis) {
      const after = all.slice(index + 1).filter(consumes).length;
      while (ranges.length < rank - after) keepWhole();
    } else if (has(masks.newAxis, index)) result.push('new');
    else {
      const shrink = has(masks.shrinkAxis, index);
      if (!shrink) result.push({ input: ranges.length });
      ranges.push({
        begin: begin[index],
        end: end[index],
        stride: strides[index],
        beginMasked: !shrink && has(masks.begin, index),
        endMasked: !shrink && has(masks.end, index),
        shrink,
      });
    }
  }
  if (ranges.length > rank) return undefined;
  while (ranges.length < rank) keepWhole();
  return { ranges, result };
}

/** First index, step and number of elements of a range over an axis of `size` elements. */
export interface Extent {
  readonly start: number;
  readonly step: number;
  readonly count: number;
}

/** The range's elements; 'outside' for a shrunk index that is not there, undefined where something is not known. */
export function extentOf(range: AxisRange, size: Dim): Extent | 'outside' | undefined {
  if (!isKnown(size) || range.stride === undefined) return undefined;
  const from = (index: number) => (index < 0 ? index + size : index);
  if (range.shrink) {
    if (range.begin === undefined) return undefined;
    const start = from(range.begin);
    return start >= 0 && start < size ? { start, step: 1, count: 1 } : 'outside';
  }
  const step = range.stride;
  const [low, high] = step > 0 ? [0, size] : [-1, size - 1];
  const clamp = (index: number) => Math.min(Math.max(from(index), low), high);
  const start = range.beginMasked
    ? step > 0
      ? low
      : high
    : range.begin !== undefined
      ? clamp(range.begin)
      : undefined;
  const stop = range.endMasked ? (step > 0 ? high : low) : range.end !== undefined ? clamp(range.end) : undefined;
  if (start === undefined || stop === undefined) return undefined;
  return { start, step, count: Math.max(0, Math.ceil((stop - start) / step)) };
}

/** True if the range keeps the axis as long as it is, whatever its size. */
export function keepsSize({ begin, beginMasked, endMasked, stride, shrink }: AxisRange): boolean {
  if (shrink || !endMasked) return false;
  return stride === 1 ? beginMasked || begin === 0 : stride === -1 && beginMasked;
}
