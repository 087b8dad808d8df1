/** Where elements are: in sorted rows, in one list and not in another, in a tensor whose elements are counted. */

import { GraphError, type Tensor } from '../../graph/index.ts';
import type { IndexType } from '../../ops/index.ts';
import { apply, applyOp } from '../apply-op.ts';
import { convertPair, type TensorLike } from '../convert.ts';
import { readOptions } from '../options.ts';
import { publicFunction } from '../signature.ts';
import type { DTypeOf } from '../static-types.ts';
import { reshape, shape } from './shape.ts';
import { vectorItem, vectorRange } from './slice.ts';

export interface SearchSortedOptions<D extends IndexType = IndexType> {
  /** Of equal elements, before the first (left, the default) or after the last (right). */
  readonly side?: 'left' | 'right';
  /** Default int32. */
  readonly outType?: D;
  readonly name?: string;
}

/**
 * For each of `values`, at which index it belongs in its row of `sortedSequence`, sorted along the last axis. All other
 * axes are the same; the result has the shape of `values`. Rows that are not sorted give indices of no meaning.
 */
export const searchsorted = publicFunction(
  "searchsorted(sortedSequence: tensor, values: tensor, side = 'left', outType = 'int32', {name})",
  <D extends IndexType = 'int32'>(
    sortedSequence: TensorLike,
    values: TensorLike,
    side?: 'left' | 'right' | SearchSortedOptions<D>,
    outType?: D | SearchSortedOptions<D>,
    options?: SearchSortedOptions<D>,
  ): Tensor<NoInfer<D>, 'array'> => {
    const given = readOptions<SearchSortedOptions>(['side', 'outType'], [side, outType, options]);
    const { side: at = 'left', outType: type = 'int32', name } = given;
    if (at !== 'left' && at !== 'right') throw new GraphError(`side must be 'left' or 'right', not '${at}'.`);
    const [sorted, wanted] = convertPair(sortedSequence, values, ['sorted_sequence', 'values']);
    const rows = [sorted, wanted].map((tensor) => {
      // Not −1, which no elements do not tell.
      const sizes = shape(tensor);
      return reshape(tensor, [apply('Prod', [vectorRange(sizes, null, -1), [0]]), vectorItem(sizes, -1)]);
    });
    const found = apply(at === 'left' ? 'LowerBound' : 'UpperBound', rows, { out_type: type }, { name });
    return reshape(found, shape(wanted)) as Tensor<D, 'array'>;
  },
);

export interface SetDiffOptions {
  /** The type of the indices; default int32. */
  readonly indexDtype?: IndexType;
  readonly name?: string;
}

/** The elements of the vector `x` that are not in the vector `y`, in order and as often as they are there, and where in `x` each is. */
export const setdiff1d = publicFunction(
  "setdiff1d(x: tensor, y: tensor, indexDtype = 'int32', {name})",
  <X extends TensorLike>(
    x: X,
    y: TensorLike,
    indexDtype?: IndexType | SetDiffOptions,
    options?: SetDiffOptions,
  ): { out: Tensor<DTypeOf<X>, 'array'>; idx: Tensor<IndexType, 'array'> } => {
    const given = readOptions<SetDiffOptions>(['indexDtype'], [indexDtype, options]);
    const [out, idx] = applyOp(
      'ListDiff',
      [x, y],
      { out_idx: given.indexDtype ?? 'int32' },
      { name: given.name },
    ).outputs;
    return { out, idx } as never;
  },
);

/**
 * The coordinates of elements of a tensor of shape `dims` (a vector, int32 or int64) that `indices` (a number or a vector of the same
 * type) count row by row: [axes] for a number, [axes, n] for n of them.
 * @throws InvalidArgumentError when it runs, for an index outside.
 */
export const unravelIndex = publicFunction(
  'unravelIndex(indices: tensor, dims: tensor, {name})',
  (indices: TensorLike, dims: TensorLike, options: { readonly name?: string } = {}): Tensor<IndexType, 'array'> =>
    apply('UnravelIndex', [indices, dims], {}, options),
);
