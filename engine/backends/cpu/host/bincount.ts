/** Bincount: how often each small integer occurs, or the sum of the weights that stand beside it. */

import { allocateData } from '../../../graph/index.ts';
import { KernelFault } from '../fault.ts';
import type { HostFunction } from './host-function.ts';

export const bincount: HostFunction<'Bincount'> = (_call, [integers, weights], { outputs }) => {
  const [
    {
      dtype,
      shape: [size],
    },
  ] = outputs;
  // Elements of either kind of array are read, added and written alike.
  const sums = allocateData(dtype, size) as Float64Array;
  const given = weights.data as Float64Array;
  const one = (dtype === 'int64' ? 1n : 1) as number;
  const list = integers.data as Int32Array;
  for (let i = 0; i < list.length; i++) {
    if (list[i] < 0) throw new KernelFault('Input arr must be non-negative!');
    if (list[i] < size) sums[list[i]] += given.length > 0 ? given[i] : one;
  }
  return [{ data: sums }];
};
