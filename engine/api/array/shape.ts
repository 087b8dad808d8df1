/** Shapes as tensors, and the same elements under another shape. */

import { parseShape, type ShapeLike, type Tensor } from '../../graph/index.ts';
import { type IndexType, rankTensor, shapeTensor, sizeTensor } from '../../ops/index.ts';
import { apply, applyOp } from '../apply-op.ts';
import { convertToTensor, type TensorLike } from '../convert.ts';
import { opScope } from '../op-scope.ts';
import { readOptions } from '../options.ts';
import { publicFunction } from '../signature.ts';
import type { DTypeOf, RankOfShape, TensorOf } from '../static-types.ts';

export interface ShapeOptions {
  readonly name?: string;
  /** int32 (default) or int64. */
  readonly outType?: IndexType;
}

/** The shape of `input` as a rank-1 tensor: a constant where it is fully known before a run. */
export const shape = publicFunction(
  "shape(input: tensor, {name, outType = 'int32'})",
  (input: TensorLike, options: ShapeOptions = {}): Tensor<IndexType, 'array'> =>
    opScope(options.name, 'Shape', [input], (scope) =>
      shapeTensor(convertToTensor(input), options.outType ?? 'int32', scope),
    ) as Tensor<IndexType, 'array'>,
);

/** The shapes of several tensors of one type, each as a rank-1 tensor. */
export const shapeN = publicFunction(
  "shapeN(input: tensors, {outType = 'int32', name})",
  (input: readonly TensorLike[], options: ShapeOptions = {}): Tensor<IndexType, 'array'>[] => [
    ...(applyOp('ShapeN', [input], { out_type: options.outType ?? 'int32' }, { name: options.name })
      .outputs as readonly Tensor<IndexType, 'array'>[]),
  ],
);

/** The number of elements of `input`, rank 0. */
export const size = publicFunction(
  "size(input: tensor, {name, outType = 'int32'})",
  (input: TensorLike, options: ShapeOptions = {}): Tensor<IndexType, 'scalar'> =>
    opScope(options.name, 'Size', [input], (scope) =>
      sizeTensor(convertToTensor(input), options.outType ?? 'int32', scope),
    ) as Tensor<IndexType, 'scalar'>,
);

/** The number of axes of `input`, an int32 of rank 0. */
export const rank = publicFunction(
  'rank(input: tensor, {name})',
  (input: TensorLike, options: { readonly name?: string } = {}): Tensor<'int32', 'scalar'> =>
    opScope(options.name, 'Rank', [input], (scope) => rankTensor(convertToTensor(input), scope)) as Tensor<
      'int32',
      'scalar'
    >,
);

/**
 * The elements of `tensor` in row-major order under `shape`; one size may be -1: what is left.
 * @throws ShapeError if the number of elements cannot stay the same.
 */
export const reshape = publicFunction(
  'reshape(tensor: tensor, shape: shape, {name})',
  <X extends TensorLike, const S extends TensorLike>(
    tensor: X,
    shape: S,
    options: { readonly name?: string } = {},
  ): Tensor<DTypeOf<X>, RankOfShape<S>> => apply('Reshape', [tensor, shape], {}, options),
);

export interface SqueezeOptions {
  /** Axes of size 1 to drop; default all of them. */
  readonly axis?: number | readonly number[];
  readonly name?: string;
}

/** `input` without axes of size 1. @throws ShapeError for an axis of another size. */
export const squeeze = publicFunction(
  'squeeze(input: tensor, axis?: axis, {name})',
  <X extends TensorLike>(
    input: X,
    axis?: SqueezeOptions['axis'] | null | SqueezeOptions,
    options?: SqueezeOptions,
  ): Tensor<DTypeOf<X>> => {
    const given = readOptions<SqueezeOptions>(['axis'], [axis, options]);
    const axes = given.axis === undefined ? [] : [given.axis].flat();
    return apply('Squeeze', [input], { squeeze_dims: axes as number[] }, { name: given.name });
  },
);

/** `input` with an axis of size 1 put in at `axis` (-1: after the last). */
export const expandDims = publicFunction(
  'expandDims(input: tensor, axis: axis, {name})',
  <X extends TensorLike>(
    input: X,
    axis: TensorLike | { axis: TensorLike; name?: string },
    options?: { name?: string },
  ): Tensor<DTypeOf<X>, 'array'> => {
    const given = readOptions<{ axis: TensorLike; name: string }>(['axis'], [axis, options]);
    return apply('ExpandDims', [input, given.axis!], {}, { name: given.name });
  },
);

/** `input` repeated along axes of size 1, and new leading axes, up to `shape`. */
export const broadcastTo = publicFunction(
  'broadcastTo(input: tensor, shape: shape, {name})',
  <X extends TensorLike, const S extends TensorLike>(
    input: X,
    shape: S,
    options: { readonly name?: string } = {},
  ): Tensor<DTypeOf<X>, RankOfShape<S>> => apply('BroadcastTo', [input, shape], {}, options),
);

/**
 * `x` as it is, with `shape` (null for a size that may be any) added to what is known of its own.
 * @throws ShapeError where both are known and differ; InvalidArgumentError when a run finds another shape.
 */
export const ensureShape = publicFunction(
  'ensureShape(x: tensor, shape: shape, {name})',
  <X extends TensorLike>(x: X, shape: ShapeLike, options: { readonly name?: string } = {}): TensorOf<X> =>
    apply('EnsureShape', [x], { shape: parseShape(shape) }, options),
);
