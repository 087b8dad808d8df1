/**
 * Histograms over common bins, so that those of several steps can be drawn against each other. A bucket's count spreads
 * evenly over its width, as in TensorBoard. Pure.
 */

/** Buckets as the host sends them: left edge, right edge, count; flat, ascending. */
export type Buckets = Float64Array;

export interface Range {
  readonly min: number;
  readonly max: number;
}

/** As many as TensorBoard draws. */
export const defaultBinCount = 30;

/** The span of all buckets that hold anything; widened where it is a single value; undefined where nothing is held. */
export function commonRange(histograms: Iterable<Buckets>): Range | undefined {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const buckets of histograms) {
    for (let at = 0; at < buckets.length; at += 3) {
      if (!(buckets[at + 2]! > 0)) continue;
      min = Math.min(min, buckets[at]!);
      max = Math.max(max, buckets[at + 1]!);
    }
  }
  if (!(min <= max) || !Number.isFinite(max - min)) return undefined;
  if (min < max) return { min, max };
  const margin = Math.max(Math.abs(min) * 0.1, 0.5);
  return { min: min - margin, max: max + margin };
}

/** The counts of one histogram in `count` bins of equal width over the range. Their sum is the histogram's own. */
export function rebin(buckets: Buckets, { min, max }: Range, count = defaultBinCount): Float64Array {
  const counts = new Float64Array(count);
  const width = (max - min) / count;
  const binOf = (value: number) => Math.min(count - 1, Math.max(0, Math.floor((value - min) / width)));
  for (let at = 0; at < buckets.length; at += 3) {
    const [left, right, held] = [buckets[at]!, buckets[at + 1]!, buckets[at + 2]!];
    if (!(held > 0)) continue;
    const [first, last] = [binOf(left), binOf(right)];
    if (first === last || !(right > left)) {
      counts[first]! += held;
      continue;
    }
    for (let bin = first; bin <= last; bin++) {
      const overlap = Math.min(right, min + (bin + 1) * width) - Math.max(left, min + bin * width);
      if (overlap > 0) counts[bin]! += held * Math.min(1, overlap / (right - left));
    }
  }
  return counts;
}
