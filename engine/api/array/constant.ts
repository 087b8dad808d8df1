/** `tf.constant`. */

import {
  type ArrayLike,
  allocateData,
  type DType,
  GraphError,
  NdArray,
  ShapeError,
  sizeOf,
  type Tensor,
  TensorShape,
  toNdArray,
} from '../../graph/index.ts';
import { constantTensor } from '../../ops/index.ts';
import { asTensor, parseDType } from '../convert.ts';
import { readOptions } from '../options.ts';
import { publicFunction } from '../signature.ts';
import type { DTypeOf, RankOf, TensorOf } from '../static-types.ts';

export interface ConstantOptions<D extends DType = DType> {
  /** Default: float32 for plain numbers, else the type the value has. */
  readonly dtype?: D;
  /** If it has more elements than `value`, the last one is repeated. */
  readonly shape?: readonly number[] | TensorShape;
  readonly name?: string;
  /** Refuse a value that does not have exactly `shape`. */
  readonly verifyShape?: boolean;
}

interface ConstantFunction {
  <V extends ArrayLike>(
    value: V,
    options?: { readonly dtype?: undefined; readonly shape?: undefined; readonly name?: string } | null,
  ): TensorOf<V>;
  <V extends ArrayLike, D extends DType>(value: V, dtype: D): Tensor<D, RankOf<V>>;
  <V extends ArrayLike, D extends DType>(
    value: V,
    options: { readonly dtype: D; readonly shape?: undefined; readonly name?: string },
  ): Tensor<D, RankOf<V>>;
  <V extends ArrayLike>(value: V, options: ConstantOptions & { readonly dtype?: undefined }): Tensor<DTypeOf<V>>;
  <D extends DType = DType>(value: ArrayLike, options: ConstantOptions<D>): Tensor<D>;
  <D extends DType>(value: ArrayLike, dtype: D | null, options: Omit<ConstantOptions, 'dtype'>): Tensor<D>;
}

/**
 * A tensor that always has the elements of `value` (a number, nested arrays, a typed array).
 * @throws DTypeError for a value the type cannot hold, ShapeError for one that does not fit the shape.
 */
export const constant = publicFunction("constant(value: any, {dtype, shape, name = 'Const', verifyShape = false})", ((
  value: ArrayLike,
  dtypeOrOptions?: DType | ConstantOptions | null,
  more?: ConstantOptions,
): Tensor => {
  const given = readOptions<ConstantOptions>(['dtype'], [dtypeOrOptions, more]);
  if (asTensor(value)) {
    throw new GraphError(`A constant is made of plain values, not of ${String(value)}: use identity for a tensor.`);
  }
  const array = toNdArray(value, given.dtype === undefined ? {} : { dtype: parseDType(given.dtype) });
  const shaped = given.shape === undefined ? array : extended(array, sizesOf(given.shape), given.verifyShape ?? false);
  return constantTensor(shaped, given.name);
}) as ConstantFunction);

function sizesOf(shape: readonly number[] | TensorShape): readonly number[] {
  const known = (shape instanceof TensorShape ? shape : new TensorShape(shape)).known;
  if (known?.every((size) => Number.isSafeInteger(size) && size >= 0)) return known;
  throw new ShapeError(`The shape of a constant must be fully known, but is [${shape}].`);
}

/** `array` under `shape`, filled up with its last element. */
function extended(array: NdArray, shape: readonly number[], verify: boolean): NdArray {
  const [size, wanted] = [array.size, sizeOf(shape)];
  const same = array.rank === shape.length && array.shape.every((dim, axis) => dim === shape[axis]);
  if (same) return array;
  if (verify) {
    throw new ShapeError(`Expected a value of shape [${shape}], but the constant has shape [${array.shape}].`);
  }
  if (size > wanted) throw new ShapeError(`Too many elements provided. Needed at most ${wanted}, but received ${size}`);
  if (size === wanted) return array.reshape(shape);
  if (size === 0) throw new ShapeError(`An empty value cannot fill a constant of shape [${shape}].`);
  const data = allocateData(array.dtype, wanted) as unknown[];
  for (let i = 0; i < wanted; i++) data[i] = array.data[Math.min(i, size - 1)];
  return new NdArray(array.dtype, shape, data as unknown as NdArray['data']);
}
