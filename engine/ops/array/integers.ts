/** Integer constants for shapes and indices, as arrays and as graph nodes. */

import { type DType, NdArray, type Tensor } from '../../graph/index.ts';
import { constantTensor } from '../constant.ts';
import { op } from '../registry/index.ts';

export type IndexType = 'int32' | 'int64';

export function isIndexType(dtype: DType): dtype is IndexType {
  return dtype === 'int32' || dtype === 'int64';
}

/** `values` as a rank-1 array, or under `shape`. */
export function integerArray(
  values: readonly number[],
  dtype: IndexType = 'int32',
  shape: readonly number[] = [values.length],
): NdArray {
  return dtype === 'int32'
    ? new NdArray(dtype, shape, new Int32Array(values))
    : new NdArray(dtype, shape, BigInt64Array.from(values, BigInt));
}

/** A constant node with integer elements: rank 1 for a list, rank 0 for a number. */
export function integerConstant(value: number | readonly number[], dtype: IndexType = 'int32', name = 'Const'): Tensor {
  return constantTensor(
    typeof value === 'number' ? integerArray([value], dtype, []) : integerArray(value, dtype),
    name,
  );
}

/** The shape of `x`: a constant where it is fully static, as TensorFlow's `tf.shape` does it, else a `Shape` node. */
export function shapeTensor(x: Tensor, outType: IndexType = 'int32', name = 'Shape'): Tensor {
  const known = x.shape.known;
  return known ? integerConstant(known, outType, name) : op('Shape', [x], { out_type: outType }, name);
}

/** The number of elements of `x`: a constant where it is static, else a `Size` node. */
export function sizeTensor(x: Tensor, outType: IndexType = 'int32', name = 'Size'): Tensor {
  const { size } = x.shape;
  return typeof size === 'number' ? integerConstant(size, outType, name) : op('Size', [x], { out_type: outType }, name);
}

/** The rank of `x`: a constant where it is static, else a `Rank` node. */
export function rankTensor(x: Tensor, name = 'Rank'): Tensor {
  const { rank } = x.shape;
  return rank === null ? op('Rank', [x], {}, name) : integerConstant(rank, 'int32', name);
}

/** The sum over all axes. */
export function sumAll(x: Tensor): Tensor {
  const { rank } = x.shape;
  const axes =
    rank === null
      ? op('Range', [integerConstant(0), op('Rank', [x]), integerConstant(1)], {}, 'range')
      : integerConstant(Array.from({ length: rank }, (_, axis) => axis));
  return op('Sum', [x, axes], { keep_dims: false });
}

/** Incoming gradients with zeros for those that nothing flows into. */
export function zerosForMissing(outputs: readonly Tensor[], gradients: readonly (Tensor | null)[]): Tensor[] {
  return outputs.map((output, index) => gradients[index] ?? op('ZerosLike', [output], {}, 'zeros_like'));
}
