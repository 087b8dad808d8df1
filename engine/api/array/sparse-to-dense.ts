/** `tf.sparseToDense`. */

import type { Tensor } from '../../graph/index.ts';
import { applyOp } from '../apply-op.ts';
import type { TensorLike } from '../convert.ts';
import { readOptions } from '../options.ts';
import { publicFunction } from '../signature.ts';
import type { DTypeOf, RankOfShape } from '../static-types.ts';

export interface SparseToDenseOptions {
  /** What stands elsewhere, a scalar; default 0. */
  readonly defaultValue?: TensorLike;
  /** Coordinates must be sorted and distinct; default true. */
  readonly validateIndices?: boolean;
  readonly name?: string;
}

/**
 * A tensor of `outputShape` with `sparseValues` at the coordinates `sparseIndices`, and `defaultValue` elsewhere.
 * Coordinates are a matrix [n, rank], a vector [n] for a vector, or one number; the values a vector [n], or one for all.
 * A run fails for coordinates outside; without `validateIndices` the last value for a place stays.
 */
export const sparseToDense = publicFunction(
  'sparseToDense(sparseIndices: tensor, outputShape: shape, sparseValues: tensor, defaultValue = 0, validateIndices = true, {name})',
  <const S extends TensorLike, V extends TensorLike>(
    sparseIndices: TensorLike,
    outputShape: S,
    sparseValues: V,
    defaultValue?: TensorLike | SparseToDenseOptions,
    validateIndices?: boolean | SparseToDenseOptions,
    options?: SparseToDenseOptions,
  ): Tensor<DTypeOf<V>, RankOfShape<S>> => {
    const names = ['defaultValue', 'validateIndices'] as const;
    const given = readOptions<SparseToDenseOptions>(names, [defaultValue, validateIndices, options]);
    const inputs = [sparseIndices, outputShape, sparseValues, given.defaultValue ?? 0];
    const attributes = { validate_indices: given.validateIndices ?? true };
    return applyOp('SparseToDense', inputs, attributes, { name: given.name }).outputs[0] as never;
  },
);
