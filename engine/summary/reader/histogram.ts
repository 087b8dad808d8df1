/** Histograms of both generations of event files in one form: buckets between the least and the greatest value. */

import type { HistogramProto } from '../../formats/index.ts';
import type { NdArray } from '../../graph/index.ts';

export interface HistogramBucket {
  readonly left: number;
  readonly right: number;
  readonly count: number;
}

export interface HistogramValue {
  /** Without empty ones at either end; none where there are no values. */
  readonly buckets: readonly HistogramBucket[];
  readonly min: number;
  readonly max: number;
  /** How many values. */
  readonly num: number;
  /** Known of TensorFlow 1's histograms only, else null. */
  readonly sum: number | null;
  readonly sumSquares: number | null;
}

/** The outermost edges in the message are those of the largest double: the least and greatest value replace them. */
export function histogramOfProto(histogram: HistogramProto): HistogramValue {
  const { min, max, num, sum, sumSquares, bucket, bucketLimit } = histogram;
  const first = bucket.findIndex((count) => count > 0);
  const last = bucket.findLastIndex((count) => count > 0);
  const buckets: HistogramBucket[] = [];
  for (let i = first; first >= 0 && i <= last; i++) {
    const left = i === first ? min : bucketLimit[i - 1];
    const right = i === last ? max : bucketLimit[i];
    buckets.push({ left, right, count: bucket[i] });
  }
  return { buckets, min, max, num, sum, sumSquares };
}

/** TensorFlow 2's: a tensor of rows left, right, count; undefined for another shape. */
export function histogramOfTensor(tensor: NdArray): HistogramValue | undefined {
  if (tensor.rank !== 2 || tensor.shape[1] !== 3 || tensor.dtype === 'string') return undefined;
  const number = (index: number) => Number(tensor.at(index));
  const rows = Array.from({ length: tensor.shape[0] }, (_, row) => ({
    left: number(3 * row),
    right: number(3 * row + 1),
    count: number(3 * row + 2),
  }));
  const first = rows.findIndex(({ count }) => count > 0);
  const buckets = first < 0 ? [] : rows.slice(first, rows.findLastIndex(({ count }) => count > 0) + 1);
  return {
    buckets,
    min: buckets[0]?.left ?? 0,
    max: buckets.at(-1)?.right ?? 0,
    num: buckets.reduce((total, { count }) => total + count, 0),
    sum: null,
    sumSquares: null,
  };
}
