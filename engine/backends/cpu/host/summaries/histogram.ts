/**
 * HistogramSummary: how often elements fall into TensorFlow's fixed buckets, whose limits grow by a tenth from 1e-12 to
 * 1e20 on both sides of zero. Runs of empty buckets are written as one.
 */

import { KernelFault } from '../../fault.ts';
import type { HostFunction } from '../host-function.ts';
import { serialize, tagOf } from './serialize.ts';

const limits = bucketLimits();

export const histogramSummary: HostFunction<'HistogramSummary'> = (_call, [tag, values], { operation }) => {
  const counts = new Float64Array(limits.length);
  let min = Number.MAX_VALUE;
  let max = -Number.MAX_VALUE;
  let sum = 0;
  let sumSquares = 0;
  for (let i = 0; i < values.data.length; i++) {
    const x = Number(values.data[i]);
    if (Number.isNaN(x)) throw new KernelFault(`Nan in summary histogram for: ${operation}`);
    if (!Number.isFinite(x)) throw new KernelFault(`Infinity in summary histogram for: ${operation}`);
    counts[bucketOf(x)]++;
    min = Math.min(min, x);
    max = Math.max(max, x);
    sum += x;
    sumSquares += x * x;
  }
  const { bucketLimit, bucket } = collapse(counts);
  const histogram = { min, max, num: values.data.length, sum, sumSquares, bucketLimit, bucket };
  return serialize([{ tag: tagOf(tag), value: { case: 'histo', value: histogram } }]);
};

function bucketLimits(): Float64Array {
  const positive: number[] = [];
  for (let limit = 1e-12; limit < 1e20; limit *= 1.1) positive.push(limit);
  positive.push(Number.MAX_VALUE);
  return Float64Array.from([...positive.map((limit) => -limit).reverse(), 0, ...positive]);
}

/** The first bucket whose limit is larger. */
function bucketOf(x: number): number {
  let low = 0;
  let high = limits.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (limits[middle] > x) high = middle;
    else low = middle + 1;
  }
  return low;
}

function collapse(counts: Float64Array): { bucketLimit: number[]; bucket: number[] } {
  const bucketLimit: number[] = [];
  const bucket: number[] = [];
  for (let i = 0; i < counts.length; i++) {
    if (counts[i] === 0) while (i + 1 < counts.length && counts[i + 1] === 0) i++;
    bucketLimit.push(limits[i]);
    bucket.push(counts[i]);
  }
  return { bucketLimit, bucket };
}
