/** SparseToDense: values put at coordinates, and one value everywhere else. The checks and their order are TensorFlow's. */

import { allocateData, stridesOf } from '../../../graph/index.ts';
import { KernelFault } from '../fault.ts';
import type { HostFunction } from './host-function.ts';

export const sparseToDense: HostFunction<'SparseToDense'> = ({ isChecked }, inputs, { outputs: [output] }) => {
  const [coordinates, values, otherwise] = inputs;
  const { shape } = output;
  const count = coordinates.shape[0] ?? 1;
  const rank = coordinates.shape[1] ?? 1;
  const numbers = Array.from(coordinates.data as ArrayLike<number | bigint>, Number);
  const strides = stridesOf(shape);
  // Elements of every kind of array are read and written alike.
  const dense = allocateData(
    output.dtype,
    shape.reduce((a, b) => a * b, 1),
  ) as Float64Array;
  dense.fill((otherwise.data as Float64Array)[0]);
  const given = values.data as Float64Array;
  let before: readonly number[] | undefined;
  for (let i = 0; i < count; i++) {
    const place = numbers.slice(i * rank, (i + 1) * rank);
    if (place.some((index, axis) => index < 0 || index >= shape[axis])) {
      throw new KernelFault(outOfBounds(place, i, shape, isChecked));
    }
    if (isChecked && before) checkOrder(before, place, i);
    dense[place.reduce((at, index, axis) => at + index * strides[axis], 0)] = given[values.shape.length === 0 ? 0 : i];
    before = place;
  }
  return [{ data: dense }];
};

function outOfBounds(place: readonly number[], i: number, shape: readonly number[], isChecked: boolean): string {
  if (!isChecked) return `Indices are not valid (out of bounds).  Shape: [${shape}]`;
  return `indices[${i}] = [${place}] is out of bounds: need 0 <= index < [${shape}]`;
}

/** @throws KernelFault unless `place` comes after `before`. */
function checkOrder(before: readonly number[], place: readonly number[], i: number): void {
  const axis = place.findIndex((index, k) => index !== before[k]);
  if (axis < 0) throw new KernelFault(`indices[${i}] = [${place}] is repeated`);
  if (place[axis] < before[axis]) throw new KernelFault(`indices[${i}] = [${place}] is out of order`);
}
