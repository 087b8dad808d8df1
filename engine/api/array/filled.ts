/** Tensors of one value: `tf.zeros`, `tf.ones`, `tf.fill` and their likes. */

import {
  type DType,
  DTypeError,
  NdArray,
  type ShapeLike,
  sizeOf,
  type Tensor,
  TensorShape,
} from '../../graph/index.ts';
import { constantTensor, integerConstant, op, shapeTensor } from '../../ops/index.ts';
import { apply } from '../apply-op.ts';
import { asTensor, convertToIndex, convertToTensor, parseDType, type TensorLike } from '../convert.ts';
import { opScope } from '../op-scope.ts';
import { readOptions } from '../options.ts';
import { publicFunction } from '../signature.ts';
import type { DTypeOf, RankOf, RankOfShape } from '../static-types.ts';

/** Sizes as plain numbers, or a tensor that holds them, or a list with tensors in it. */
export type ShapeArgument = TensorLike | Exclude<ShapeLike, null>;

export interface FilledOptions<D extends DType = DType> {
  readonly dtype?: D;
  readonly name?: string;
}

/** From here on a `Fill` is smaller than the constant it stands for. */
const largestConstant = 1000;

function filled(
  kind: 'zeros' | 'ones',
  shape: ShapeArgument,
  dtype: DType,
  name: string | undefined,
  fallback: string = kind,
): Tensor {
  return opScope(name, fallback, [shape], (scope) => {
    const sizes = plainSizes(shape);
    if (sizes && sizeOf(sizes) < largestConstant) return constantTensor(arrayOf(kind, dtype, sizes), scope);
    const dims = sizes ? integerConstant(sizes, 'int32', 'shape_as_tensor') : convertToIndex(shape as TensorLike);
    const list = dims.shape.rank === 0 ? op('Reshape', [dims, integerConstant([-1])]) : dims;
    return op('Fill', [list, constantTensor(arrayOf(kind, dtype, []))], {}, scope);
  });
}

function plainSizes(shape: ShapeArgument): readonly number[] | undefined {
  if (shape instanceof TensorShape) return shape.known;
  if (typeof shape === 'number') return [shape];
  if (asTensor(shape) || !Array.isArray(shape)) return undefined;
  return shape.every((size) => typeof size === 'number') ? (shape as number[]) : undefined;
}

function arrayOf(kind: 'zeros' | 'ones', dtype: DType, shape: readonly number[]): NdArray {
  const array = NdArray.zeros(dtype, shape);
  if (kind === 'zeros') return array;
  if (dtype === 'string') throw new DTypeError('There is no 1 among strings: ones cannot have dtype string.');
  (array.data as unknown as { fill(value: unknown): void }).fill(dtype === 'int64' ? 1n : 1);
  return array;
}

interface FilledFunction {
  <const S extends ShapeArgument, D extends DType = 'float32'>(
    shape: S,
    dtype?: D | null,
    options?: FilledOptions<D>,
  ): Tensor<NoInfer<D>, RankOfShape<S>>;
  <const S extends ShapeArgument, D extends DType = 'float32'>(
    shape: S,
    options: FilledOptions<D>,
  ): Tensor<NoInfer<D>, RankOfShape<S>>;
}

interface LikeFunction {
  <X extends TensorLike, D extends DType = DTypeOf<X>>(
    tensor: X,
    dtype?: D | null,
    options?: FilledOptions<D>,
  ): Tensor<NoInfer<D>, RankOf<X>>;
  <X extends TensorLike, D extends DType = DTypeOf<X>>(
    tensor: X,
    options: FilledOptions<D>,
  ): Tensor<NoInfer<D>, RankOf<X>>;
}

/** All elements 0 (false, ''). @param dtype - Default float32. */
export const zeros = publicFunction("zeros(shape: shape, dtype = 'float32', {name})", ((
  shape: ShapeArgument,
  dtype?: DType | FilledOptions | null,
  options?: FilledOptions,
): Tensor => {
  const given = readOptions<FilledOptions>(['dtype'], [dtype, options]);
  return filled('zeros', shape, parseDType(given.dtype ?? 'float32'), given.name);
}) as FilledFunction);

/** All elements 1 (true). @param dtype - Default float32. */
export const ones = publicFunction("ones(shape: shape, dtype = 'float32', {name})", ((
  shape: ShapeArgument,
  dtype?: DType | FilledOptions | null,
  options?: FilledOptions,
): Tensor => {
  const given = readOptions<FilledOptions>(['dtype'], [dtype, options]);
  return filled('ones', shape, parseDType(given.dtype ?? 'float32'), given.name);
}) as FilledFunction);

/** Zeros of the shape of `tensor`, and of its type unless `dtype` is given. */
export const zerosLike = publicFunction('zerosLike(tensor: tensor, dtype?: dtype, {name})', ((
  tensor: TensorLike,
  dtype?: DType | FilledOptions | null,
  options?: FilledOptions,
): Tensor => {
  const given = readOptions<FilledOptions>(['dtype'], [dtype, options]);
  return opScope(given.name, 'zeros_like', [tensor], (scope) => {
    const like = convertToTensor(tensor, { name: 'tensor' });
    const type = given.dtype ?? like.dtype;
    if (like.shape.known) return filled('zeros', like.shape, type, scope);
    if (type !== like.dtype) return filled('zeros', shapeTensor(like), type, scope);
    return op('ZerosLike', [like], {}, scope);
  });
}) as LikeFunction);

/** Ones of the shape of `tensor`, and of its type unless `dtype` is given. */
export const onesLike = publicFunction('onesLike(tensor: tensor, dtype?: dtype, {name})', ((
  tensor: TensorLike,
  dtype?: DType | FilledOptions | null,
  options?: FilledOptions,
): Tensor => {
  const given = readOptions<FilledOptions>(['dtype'], [dtype, options]);
  return opScope(given.name, 'ones_like', [tensor], (scope) => {
    const like = convertToTensor(tensor, { name: 'tensor' });
    const result = filled('ones', shapeTensor(like), given.dtype ?? like.dtype, scope);
    result.setShape(like.shape);
    return result;
  });
}) as LikeFunction);

/** A tensor of shape `dims` with `value` (rank 0) everywhere; the type is the value's. */
export const fill = publicFunction(
  'fill(dims: shape, value: tensor, {name})',
  <const S extends TensorLike, V extends TensorLike>(
    dims: S,
    value: V,
    options: { readonly name?: string } = {},
  ): Tensor<DTypeOf<V>, RankOfShape<S>> => apply('Fill', [dims, value], {}, options),
);
