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
import type { DTypeOf, RankOf, RankOfShape } from '../static-types.ts';

/** Sizes that are all known. */
export type Sizes = readonly number[] | TensorShape;

export interface ConstantOptions<D extends DType = DType, S extends Sizes | undefined = Sizes | undefined> {
  /** Default: float32 for plain numbers, else the type the value has. */
  readonly dtype?: D;
  /** If it has more elements than `value`, the last one is repeated. */
  readonly shape?: S;
  readonly name?: string;
  /** Refuse a value that does not have exactly `shape`. */
  readonly verifyShape?: boolean;
}

/** That of the shape where one is given, else that of the value. */
type ConstantRank<V, S> = S extends Sizes ? RankOfShape<S> : RankOf<V>;

interface ConstantFunction {
  <V extends ArrayLike, D extends DType = DTypeOf<V>, const S extends Sizes | undefined = undefined>(
    value: V,
    options?: ConstantOptions<D, S> | null,
  ): Tensor<NoInfer<D>, ConstantRank<V, S>>;
  <V extends ArrayLike, D extends DType = DTypeOf<V>, const S extends Sizes | undefined = undefined>(
    value: V,
    dtype: D | null,
    options?: ConstantOptions<D, S>,
  ): Tensor<NoInfer<D>, ConstantRank<V, S>>;
}

/**
 * A tensor that always has the elements of `value` (a number, nested arrays, a typed array).
 * @throws DTypeError for a value the type cannot hold, ShapeError for one that does not fit the shape.
 */
export const constant = publicFunction(
  "constant(value: any, dtype?: dtype, {shape, name = 'Const', verifyShape = false})",
  ((value: ArrayLike, dtypeOrOptions?: DType | ConstantOptions | null, more?: ConstantOptions): Tensor => {
    const given = readOptions<ConstantOptions>(['dtype'], [dtypeOrOptions, more]);
    if (asTensor(value)) {
      throw new GraphError(`A constant is made of plain values, not of ${String(value)}: use identity for a tensor.`);
    }
    const array = toNdArray(value, given.dtype === undefined ? {} : { dtype: parseDType(given.dtype) });
    const shaped =
      given.shape === undefined ? array : extended(array, sizesOf(given.shape), given.verifyShape ?? false);
    return constantTensor(shaped, given.name);
  }) as ConstantFunction,
);

function sizesOf(shape: Sizes): readonly number[] {
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
