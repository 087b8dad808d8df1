/** Constants for use inside gradients and composite functions. */

import { type DType, NdArray, type Tensor } from '../graph/index.ts';
import { op } from './registry/index.ts';

/** A `Const` operation holding `array`. */
export function constantTensor(array: NdArray, name = 'Const'): Tensor {
  return op('Const', [], { dtype: array.dtype, value: array }, name);
}

/** A rank-0 constant. */
export function scalarTensor(value: number | bigint, dtype: DType, name = 'Const'): Tensor {
  return constantTensor(filled(dtype, [], [value]), name);
}

/** A rank-1 int32 constant: axes, permutations, shapes. */
export function int32Vector(values: readonly number[], name = 'Const'): Tensor {
  return constantTensor(filled('int32', [values.length], values), name);
}

function filled(dtype: DType, shape: readonly number[], values: readonly (number | bigint)[]): NdArray {
  const array = NdArray.zeros(dtype, shape);
  const data = array.data as unknown as (number | bigint)[];
  values.forEach((value, i) => {
    data[i] = dtype === 'int64' ? BigInt(value) : Number(value);
  });
  return array;
}
