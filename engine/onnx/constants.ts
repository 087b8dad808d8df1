/** Arithmetic on arrays that are known when a graph is written. */

import { allocateData, type DType, NdArray, type Scalar, sizeOf, stridesOf, type TensorData } from '../graph/index.ts';

/** The array with its axes in another order. */
export function transposed(array: NdArray, order: readonly number[]): NdArray {
  const shape = order.map((axis) => array.shape[axis]);
  const from = stridesOf(array.shape);
  const strides = order.map((axis) => from[axis]);
  const data = allocateData(array.dtype, array.size) as { [index: number]: unknown };
  const index = new Array<number>(shape.length).fill(0);
  let source = 0;
  for (let i = 0; i < array.size; i++) {
    data[i] = array.data[source];
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      source += strides[axis];
      if (++index[axis] < shape[axis]) break;
      source -= strides[axis] * shape[axis];
      index[axis] = 0;
    }
  }
  return new NdArray(array.dtype, shape, data as unknown as TensorData);
}

/** An array of this type, the numbers converted as JavaScript does it. */
export function arrayOf(dtype: DType, shape: readonly number[], values: ArrayLike<Scalar>): NdArray {
  const data = allocateData(dtype, sizeOf(shape)) as { [index: number]: unknown };
  for (let i = 0; i < values.length; i++) data[i] = elementOf(dtype, values[i]);
  return new NdArray(dtype, shape, data as unknown as TensorData);
}

function elementOf(dtype: DType, value: Scalar): unknown {
  if (dtype === 'string') return value;
  if (dtype === 'bool') return Number(Boolean(value));
  if (dtype === 'int64') return typeof value === 'bigint' ? value : BigInt(Math.trunc(Number(value)));
  return Number(value);
}

/** The elements of an array of integers as numbers. */
export const numbersOf = (array: NdArray): number[] => Array.from(array.data as ArrayLike<number | bigint>, Number);
