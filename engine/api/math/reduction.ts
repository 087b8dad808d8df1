/**
 * Reductions over axes. `axis` is one axis or a list, counted from the end where negative; left out (or null) it means
 * all of them. The axes go, or stay as size 1 with `keepDims`. ShapeError for an axis that is not there.
 */

import type { Tensor } from '../../graph/index.ts';
import type { TensorLike } from '../convert.ts';
import { readOptions } from '../options.ts';
import type { RankWithout } from '../result-types.ts';
import { publicFunction } from '../signature.ts';
import type { DTypeOf, TensorOf } from '../static-types.ts';
import type { NameOption } from './elementwise.ts';
import { reduce } from './reduce-op.ts';

export interface ReduceOptions extends NameOption {
  readonly axis?: TensorLike | null;
  readonly keepDims?: boolean;
}

/** All axes, none kept: what is left is a scalar. */
export interface ReduceAllOptions extends NameOption {
  readonly axis?: null;
  readonly keepDims?: false;
}
/** The axes stay, and so the rank does. */
export interface KeepDimsOptions extends ReduceOptions {
  readonly keepDims: true;
}

export interface ReduceFunction {
  <X extends TensorLike>(input: X, options?: ReduceAllOptions | null): Tensor<DTypeOf<X>, 'scalar'>;
  <X extends TensorLike>(input: X, axis: null, keepDims: false, options?: NameOption): Tensor<DTypeOf<X>, 'scalar'>;
  <X extends TensorLike>(input: X, options: KeepDimsOptions): TensorOf<X>;
  <X extends TensorLike>(
    input: X,
    axis: TensorLike | null,
    keepDims: true | KeepDimsOptions,
    options?: NameOption,
  ): TensorOf<X>;
  <X extends TensorLike, A extends TensorLike | ReduceOptions | null>(
    input: X,
    axis: A,
    keepDims?: boolean | ReduceOptions,
    options?: NameOption,
  ): Tensor<DTypeOf<X>, RankWithout<A>>;
}

function reduceFunction<F = ReduceFunction>(name: string, type: string): F {
  return publicFunction(`${name}(inputTensor: tensor, axis = null, keepDims = false, {name})`, ((
    input: TensorLike,
    ...rest: unknown[]
  ) => {
    const { axis, keepDims = false, name: given } = readOptions<ReduceOptions>(['axis', 'keepDims'], rest);
    return reduce(type, input, axis, keepDims, given);
  }) as F);
}

/** The sum; 0 of nothing. */
export const reduceSum = reduceFunction('reduceSum', 'Sum');
/** The mean, in the input's type: that of integers truncates. NaN of no floats. */
export const reduceMean = reduceFunction('reduceMean', 'Mean');
/** The product; 1 of nothing. */
export const reduceProd = reduceFunction('reduceProd', 'Prod');
/** The largest element; −∞ of no floats. Gradients of ties are shared evenly. */
export const reduceMax = reduceFunction('reduceMax', 'Max');
/** The smallest element; ∞ of no floats. Gradients of ties are shared evenly. */
export const reduceMin = reduceFunction('reduceMin', 'Min');
/** Whether all elements of a bool tensor are true. */
export const reduceAll = reduceFunction('reduceAll', 'All');
/** Whether any element of a bool tensor is true. */
export const reduceAny = reduceFunction('reduceAny', 'Any');
