/** `tf.nn.topK` and `tf.nn.inTopK`. */

import type { DType, Tensor } from '../../graph/index.ts';
import { apply, applyOp } from '../apply-op.ts';
import { convertToTensor, type TensorLike } from '../convert.ts';
import { opScope } from '../op-scope.ts';
import { readOptions } from '../options.ts';
import { publicFunction } from '../signature.ts';
import type { DTypeOf } from '../static-types.ts';

export interface TopKOptions {
  /** How many; default 1. */
  readonly k?: TensorLike;
  /** Taken for compatibility: the result is always sorted. */
  readonly sorted?: boolean;
  readonly name?: string;
}

/** A pair that also answers to names, as TensorFlow's named tuple. */
export type TopK<D extends DType = DType> = [values: Tensor<D, 'array'>, indices: Tensor<'int32', 'array'>] & {
  values: Tensor<D, 'array'>;
  indices: Tensor<'int32', 'array'>;
};

/**
 * The k largest elements of each row (the last axis), largest first, and their positions (int32): [..., n] → [..., k].
 * Of equal elements the one with the lower position comes first.
 * @throws ShapeError if there are fewer than k.
 */
export const topK = publicFunction(
  'nn.topK(input: tensor, k = 1, sorted = true, {name})',
  <X extends TensorLike>(
    input: X,
    k?: TensorLike | TopKOptions,
    sorted?: boolean | TopKOptions,
    options?: TopKOptions,
  ): TopK<DTypeOf<X>> => {
    const given = readOptions<TopKOptions>(['k', 'sorted'], [k, sorted, options]);
    const attributes = { sorted: given.sorted ?? true };
    const [values, indices] = applyOp('TopKV2', [input, given.k ?? 1], attributes, { name: given.name }).outputs;
    return Object.assign([values, indices], { values, indices }) as TopK<DTypeOf<X>>;
  },
);

/**
 * Whether each target class is among the k largest predictions of its row: predictions [n, classes] (float32), targets [n]
 * (int32 or int64) → bool [n]. Classes that tie with the k-th count; an infinite or NaN prediction gives false.
 */
export const inTopK = publicFunction(
  'nn.inTopK(predictions: tensor, targets: tensor, k: tensor, {name})',
  (
    predictions: TensorLike,
    targets: TensorLike,
    k: TensorLike,
    options: { readonly name?: string } = {},
  ): Tensor<'bool', 'array'> =>
    opScope(options.name, 'in_top_k', [predictions, targets], () => {
      const scores = convertToTensor(predictions, { dtype: 'float32', name: 'predictions' });
      const classes = convertToTensor(targets, { preferredDtype: 'int32', name: 'targets' });
      return apply('InTopKV2', [scores, classes, k]) as Tensor<'bool', 'array'>;
    }),
);
