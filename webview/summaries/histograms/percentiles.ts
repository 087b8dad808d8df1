/**
 * A histogram as the values at a few percentiles: what a distribution chart draws as bands. Within a bucket values are
 * taken as evenly spread. The percentiles are TensorBoard's: those of a normal distribution's mean and its half standard
 * deviations to either side. Pure.
 */

import type { Buckets } from './bins.ts';

/** In hundredths of a percent. */
export const basisPoints = [0, 668, 1587, 3085, 5000, 6915, 8413, 9332, 10_000] as const;

/** The bands between them, widest first, as indexes into `basisPoints`. */
export const bands = [
  [0, 8],
  [1, 7],
  [2, 6],
  [3, 5],
] as const;

export const medianIndex = 4;

/** The values at `basisPoints`; undefined for a histogram that holds nothing. */
export function percentiles(buckets: Buckets): Float64Array | undefined {
  let total = 0;
  for (let at = 2; at < buckets.length; at += 3) total += Math.max(0, buckets[at]!);
  if (!(total > 0)) return undefined;
  const values = new Float64Array(basisPoints.length);
  let below = 0;
  let next = 0;
  let lastRight = Number.NaN;
  for (let at = 0; at < buckets.length && next < basisPoints.length; at += 3) {
    const [left, right, count] = [buckets[at]!, buckets[at + 1]!, buckets[at + 2]!];
    if (!(count > 0)) continue;
    const through = below + count;
    for (; next < basisPoints.length; next++) {
      const wanted = (basisPoints[next]! / 10_000) * total;
      if (wanted > through) break;
      values[next] = left + ((right - left) * Math.max(0, wanted - below)) / count;
    }
    below = through;
    lastRight = right;
  }
  // Rounding may leave the last one just beyond the sum.
  values.fill(lastRight, next);
  return values;
}
