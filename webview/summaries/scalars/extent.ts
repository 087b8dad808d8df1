/** How far a chart's axes reach: from the data, its outliers, zero, and what the user fixed. Pure arithmetic. */

import type { Line } from './lines.ts';

export interface Range {
  readonly min: number;
  readonly max: number;
}

/** What the user fixed of an axis; null where it follows the data. */
export interface FixedRange {
  readonly min: number | null;
  readonly max: number | null;
}

export interface YOptions {
  readonly log: boolean;
  /** Leave out what is below the 5th or above the 95th percentile, where there are more than 2 points. */
  readonly ignoreOutliers: boolean;
  readonly includeZero: boolean;
  /** Only what lies in this range of x counts. */
  readonly x: Range | null;
}

const padding = 0.05;
const lowQuantile = 0.05;
const highQuantile = 0.95;

/** The finite x of all lines; undefined where there are none (or none above 0 for a logarithmic axis). */
export function xExtent(lines: readonly Line[], log: boolean): Range | undefined {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const { x } of lines) {
    for (const value of x) {
      if (!Number.isFinite(value) || (log && value <= 0)) continue;
      if (value < min) min = value;
      if (value > max) max = value;
    }
  }
  return min <= max ? { min, max } : undefined;
}

/**
 * The y of what is drawn. As in TensorBoard only the smoothed values count while outliers are left out; all points do
 * once the user asks to see everything.
 */
export function yExtent(lines: readonly Line[], options: YOptions): Range | undefined {
  const values = countedValues(lines, options);
  if (values.length === 0) return undefined;
  let range = extremes(values);
  if (options.ignoreOutliers && values.length > 2) {
    const last = values.length - 1;
    // The innermost values that are not beyond the (interpolated) percentiles.
    range = {
      min: nthSmallest(values, Math.ceil(last * lowQuantile)),
      max: nthSmallest(values, Math.floor(last * highQuantile)),
    };
  }
  if (options.includeZero && !options.log) range = { min: Math.min(range.min, 0), max: Math.max(range.max, 0) };
  return range;
}

function countedValues(lines: readonly Line[], { log, ignoreOutliers, x: within }: YOptions): Float64Array {
  const total = lines.reduce((sum, line) => sum + line.x.length * (ignoreOutliers ? 1 : 2), 0);
  const values = new Float64Array(total);
  let count = 0;
  for (const { x, y, smoothed } of lines) {
    for (const column of ignoreOutliers || smoothed === y ? [smoothed] : [smoothed, y]) {
      for (let i = 0; i < column.length; i++) {
        const value = column[i]!;
        if (!Number.isFinite(value) || (log && value <= 0)) continue;
        if (within && !(x[i]! >= within.min && x[i]! <= within.max)) continue;
        values[count++] = value;
      }
    }
  }
  return values.subarray(0, count);
}

function extremes(values: Float64Array): Range {
  let min = values[0]!;
  let max = min;
  for (const value of values) {
    if (value < min) min = value;
    else if (value > max) max = value;
  }
  return { min, max };
}

/** Hoare's selection: the value that sorting would put at `n`. Reorders `values`; charts of many runs do this often. */
export function nthSmallest(values: Float64Array, n: number): number {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const pivot = values[(low + high) >> 1]!;
    let i = low;
    let j = high;
    while (i <= j) {
      while (values[i]! < pivot) i++;
      while (values[j]! > pivot) j--;
      if (i > j) break;
      const swapped = values[i]!;
      values[i++] = values[j]!;
      values[j--] = swapped;
    }
    if (n <= j) high = j;
    else if (n >= i) low = i;
    else break;
  }
  return values[n]!;
}

/** Room around y's extent, so that lines do not touch the border; TensorBoard's rules for a single value. */
export function padded({ min, max }: Range, log: boolean): Range {
  if (log) {
    if (min === max) return { min: min / 2, max: max * 2 };
    const ratio = (max / min) ** padding;
    return { min: min / ratio, max: max * ratio };
  }
  if (min === max) {
    if (min === 0) return { min: -1, max: 1 };
    return min < 0 ? { min: 2 * min, max: 0 } : { min: 0, max: 2 * min };
  }
  const room = (max - min) * padding;
  return { min: min - room, max: max + room };
}

/** x has no room around it, but must not be empty. */
export function widened({ min, max }: Range, log: boolean): Range {
  if (min < max) return { min, max };
  return log ? { min: min / 2, max: max * 2 } : { min: min - 0.5, max: max + 0.5 };
}

/** The range with what is fixed in place; what is fixed wins, and the other end makes room for it. */
export function withFixed(range: Range, fixed: FixedRange, log: boolean): Range {
  const usable = (value: number | null) =>
    value !== null && Number.isFinite(value) && !(log && value <= 0) ? value : null;
  const low = usable(fixed.min);
  const high = usable(fixed.max);
  if (low !== null && high !== null) return low < high ? { min: low, max: high } : range;
  if (low !== null) return { min: low, max: low < range.max ? range.max : above(low, log) };
  if (high !== null) return { min: range.min < high ? range.min : below(high, log), max: high };
  return range;
}

const above = (value: number, log: boolean) => (log ? value * 10 : value + Math.max(Math.abs(value), 1));
const below = (value: number, log: boolean) => (log ? value / 10 : value - Math.max(Math.abs(value), 1));
