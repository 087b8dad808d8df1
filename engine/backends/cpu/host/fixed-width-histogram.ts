/** HistogramFixedWidth: how many values fall into each of several equal parts of a range. */

import { KernelFault } from '../fault.ts';
import type { HostFunction } from './host-function.ts';

/** What is below the range counts to its first part, what is above to the last. */
export const fixedWidthHistogram: HostFunction<'HistogramFixedWidth'> = (_call, [values, range], { outputs }) => {
  const [low, high] = [...(range.data as Float64Array)];
  if (!(low < high)) {
    throw new KernelFault(`value_range should satisfy value_range[0] < value_range[1], but got '[${low}, ${high}]'`);
  }
  const [
    {
      dtype,
      shape: [parts],
    },
  ] = outputs;
  // Differences are rounded to the type of the values, quotients are not.
  const minus = values.dtype === 'float32' ? (x: number) => Math.fround(x - low) : (x: number) => x - low;
  const bigLow = BigInt.asIntN(64, typeof low === 'bigint' ? low : 0n);
  const above =
    values.dtype === 'int64'
      ? (x: number | bigint) => Number((x as bigint) - bigLow)
      : (x: number | bigint) => minus(x as number);
  const step = above(high) / parts;
  const counts = new Float64Array(parts);
  for (const value of values.data as Float64Array) {
    if (Number.isNaN(value)) throw new KernelFault('Histogram values must not contain NaN');
    const part = value > low ? Math.min(Math.floor(above(value) / step), parts - 1) : 0;
    counts[part]++;
  }
  return [{ data: dtype === 'int64' ? BigInt64Array.from(counts, BigInt) : Int32Array.from(counts) }];
};
