/** UnravelIndex: numbers of elements as coordinates. */

import { allocateData } from '../../../graph/index.ts';
import { KernelFault } from '../fault.ts';
import type { HostFunction } from './host-function.ts';

export const unravelIndex: HostFunction<'UnravelIndex'> = (_call, [indices, dims]) => {
  const sizes = Array.from(dims.data as ArrayLike<number | bigint>, Number);
  const zero = sizes.indexOf(0);
  if (zero >= 0) {
    throw new KernelFault(`Input dims cannot contain a dim of zero, but dims contains zero at index ${zero}`);
  }
  const numbers = Array.from(indices.data as ArrayLike<number | bigint>, Number);
  const total = sizes.reduce((product, size) => product * size, 1);
  const result = allocateData(indices.dtype, sizes.length * numbers.length) as (number | bigint)[] | Int32Array;
  numbers.forEach((number, i) => {
    if (number < 0 || number >= total) throw new KernelFault('index is out of bound as with dims');
    let rest = number;
    for (let axis = sizes.length - 1; axis >= 0; axis--) {
      const coordinate = rest % sizes[axis];
      result[axis * numbers.length + i] = indices.dtype === 'int64' ? BigInt(coordinate) : coordinate;
      rest = (rest - coordinate) / sizes[axis];
    }
  });
  return [{ data: result as Int32Array }];
};
