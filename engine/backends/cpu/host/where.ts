/** Where: coordinates of the true elements, in row-major order. */

import { stridesOf } from '../../../graph/index.ts';
import type { HostFunction } from './host-function.ts';

export const where: HostFunction<'Where'> = (_call, [{ shape, data }]) => {
  const mask = data as Uint8Array;
  let count = 0;
  for (let i = 0; i < mask.length; i++) if (mask[i] !== 0) count++;
  const rank = shape.length;
  const strides = stridesOf(shape);
  const coordinates = new BigInt64Array(count * rank);
  let at = 0;
  for (let i = 0; i < mask.length; i++) {
    if (mask[i] === 0) continue;
    for (let axis = 0; axis < rank; axis++) {
      coordinates[at++] = BigInt(Math.floor(i / strides[axis]) % shape[axis]);
    }
  }
  return [{ data: coordinates, shape: [count, rank] }];
};
