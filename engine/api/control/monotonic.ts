/** Whether numbers only grow. */

import { DTypeError, type Tensor } from '../../graph/index.ts';
import { apply } from '../apply-op.ts';
import { constant } from '../array/constant.ts';
import { reshape, shape, size } from '../array/shape.ts';
import { stridedSlice } from '../array/slice.ts';
import { convertToTensor, type TensorLike } from '../convert.ts';
import { greater, greaterEqual, less } from '../math/comparison.ts';
import type { NameOption } from '../math/elementwise.ts';
import { reduceAll } from '../math/reduction.ts';
import { opScope } from '../op-scope.ts';
import { publicFunction } from '../signature.ts';
import { cond } from './cond.ts';

type Compare = (x: Tensor, y: Tensor) => Tensor;

function monotonic(scope: string, compare: Compare) {
  return (x: TensorLike, options: NameOption = {}): Tensor<'bool', 'scalar'> =>
    opScope(options.name, scope, [x], () => {
      const given = convertToTensor(x);
      if (given.dtype === 'bool' || given.dtype === 'string') {
        throw new DTypeError(`Expected x to be numeric, instead found: ${given}`, given.op.describe());
      }
      const row = reshape(given, [-1]) as Tensor;
      const isShort = less(size(row), 2);
      const last = apply('Sub', [shape(row), 1], {}, { fallback: 'sub' });
      // Each with the one before it.
      const pairs = () =>
        compare(
          stridedSlice(row, [1], apply('Add', [[1], last], {}, { fallback: 'add' })) as Tensor,
          stridedSlice(row, [0], last) as Tensor,
        );
      const compared = cond(isShort, () => constant([], { dtype: 'bool' }) as Tensor, pairs);
      return reduceAll(compared as Tensor) as Tensor<'bool', 'scalar'>;
    });
}

/** Whether no element of `x` (numbers, row by row) is below the one before it; true of fewer than two. */
export const isNonDecreasing = publicFunction(
  'isNonDecreasing(x: tensor, {name})',
  monotonic('is_non_decreasing', greaterEqual as Compare),
);
/** Whether each element of `x` (numbers, row by row) is above the one before it; true of fewer than two. */
export const isStrictlyIncreasing = publicFunction(
  'isStrictlyIncreasing(x: tensor, {name})',
  monotonic('is_strictly_increasing', greater as Compare),
);
