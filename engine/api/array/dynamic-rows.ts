/** Rows sorted into several tensors by number, and put together again. */

import { GraphError, type Tensor } from '../../graph/index.ts';
import { apply, applyOp } from '../apply-op.ts';
import type { TensorLike } from '../convert.ts';
import { publicFunction } from '../signature.ts';
import type { DTypeOf } from '../static-types.ts';

/**
 * `data` in `numPartitions` parts: part i has, in order, the rows whose number in `partitions` (int32) is i. The shape of
 * `partitions` is that of the first axes of `data`: data [...partitions, ...row] → parts [n, ...row]. How many rows go
 * where, only a run tells.
 * @throws ShapeError where the shapes do not fit; InvalidArgumentError when it runs, for a number outside [0, numPartitions).
 */
export const dynamicPartition = publicFunction(
  'dynamicPartition(data: tensor, partitions: tensor, numPartitions: number, {name})',
  <X extends TensorLike>(
    data: X,
    partitions: TensorLike,
    numPartitions: number,
    options: { readonly name?: string } = {},
  ): Tensor<DTypeOf<X>, 'array'>[] => {
    if (!Number.isSafeInteger(numPartitions) || numPartitions < 1) {
      throw new GraphError(`numPartitions must be a whole number of at least 1, not ${numPartitions}.`);
    }
    const { outputs } = applyOp('DynamicPartition', [data, partitions], { num_partitions: numPartitions }, options);
    return [...outputs] as Tensor<DTypeOf<X>, 'array'>[];
  },
);

/**
 * The rows of all `data` in one tensor: row i of `data[k]` goes to place `indices[k][i]` (int32). The shape of `indices[k]` is
 * that of the first axes of `data[k]`, and the axes after them are the same for all: → [largest index + 1, ...row]. Of
 * several rows for one place the last stays; places that no row goes to are zeros. With the parts of dynamicPartition, and
 * those of the rows' own numbers as indices, every row is back where it was.
 * @throws GraphError for lists of different lengths.
 */
export const dynamicStitch = publicFunction(
  'dynamicStitch(indices: tensors, data: tensors, {name})',
  <X extends TensorLike>(
    indices: readonly TensorLike[],
    data: readonly X[],
    options: { readonly name?: string } = {},
  ): Tensor<DTypeOf<X>, 'array'> => {
    if (!Array.isArray(indices) || !Array.isArray(data) || indices.length === 0 || indices.length !== data.length) {
      throw new GraphError('dynamicStitch takes two lists of the same length: of indices, and of as many tensors.');
    }
    return apply('DynamicStitch', [indices, data], {}, options);
  },
);
