/** `tf.nn`: means and variances from sums, and with weights. */

import { isKnown, ShapeError, type Tensor } from '../../graph/index.ts';
import { int32Vector, op, scalarTensor } from '../../ops/index.ts';
import { apply } from '../apply-op.ts';
import { gather } from '../array/gather.ts';
import { shape } from '../array/shape.ts';
import { convertToTensor, type TensorLike } from '../convert.ts';
import { opScope } from '../op-scope.ts';
import { readOptions } from '../options.ts';
import { publicFunction } from '../signature.ts';
import type { DTypeOf } from '../static-types.ts';
import { add, cast, multiply, reduce, zerosLike } from './operator.ts';

type Axes = number | readonly number[];

export interface SufficientStatisticsOptions {
  /** What is taken away from every element first; close to the mean, it keeps sums exact. Default: nothing. */
  readonly shift?: TensorLike | null;
  /** Leaves the reduced axes with size 1. */
  readonly keepDims?: boolean;
  readonly name?: string;
}

/** Four tensors, or three and null where nothing was taken away. */
export type SufficientStatistics<X extends TensorLike> = [
  count: Tensor<DTypeOf<X>>,
  meanSs: Tensor<DTypeOf<X>>,
  varianceSs: Tensor<DTypeOf<X>>,
  shift: Tensor | null,
];

/**
 * What means and variances over `axes` are made of: how many elements there are (rank 0), the sum of x − shift, the sum of
 * (x − shift)², and the shift (null without one).
 */
export const sufficientStatistics = publicFunction(
  'nn.sufficientStatistics(x: tensor, axes: axis, shift?: tensor, {keepDims = false, name})',
  <X extends TensorLike>(
    x: X,
    axes: Axes,
    shift?: TensorLike | null | SufficientStatisticsOptions,
    options?: SufficientStatisticsOptions,
  ): SufficientStatistics<X> => {
    const given = readOptions<SufficientStatisticsOptions>(['shift'], [shift, options]);
    const list = [...new Set([axes].flat() as number[])].sort((a, b) => a - b);
    return opScope(given.name, 'sufficient_statistics', [x, given.shift], () => {
      const value = convertToTensor(x, { name: 'x' });
      const count = countAlong(value, list);
      const from = given.shift === undefined || given.shift === null ? null : shiftOf(given.shift, value);
      const distances = from ? op('Sub', [value, from]) : value;
      const squares = from ? op('SquaredDifference', [value, from]) : op('Square', [value]);
      const sum = (terms: Tensor, name: string) => reduce('Sum', terms, list, given.keepDims, name);
      return [count, sum(distances, 'mean_ss'), sum(squares, 'var_ss'), from];
    }) as unknown as SufficientStatistics<X>;
  },
);

const shiftOf = (shift: TensorLike, x: Tensor) => convertToTensor(shift, { dtype: x.dtype, name: 'shift' });

/** How many elements lie along the axes, in the type of `x`. @throws ShapeError for an axis that is not there. */
function countAlong(x: Tensor, axes: readonly number[]): Tensor {
  const { dims } = x.shape;
  const sizes = axes.map((axis) => {
    const size = dims?.at(axis);
    if (dims && size === undefined) throw new ShapeError(`There is no axis ${axis} in ${x.shape}.`, x.op.describe());
    return size;
  });
  const known = sizes.filter((size): size is number => size !== undefined && isKnown(size));
  if (known.length === axes.length) {
    return scalarTensor(
      known.reduce((product, size) => product * size, 1),
      x.dtype,
    );
  }
  const rank = x.shape.rank ?? 0;
  const positive = Int32Array.from(axes, (axis) => (axis < 0 ? axis + rank : axis));
  return product(gather(cast(shape(x), x.dtype), positive));
}

const product = (sizes: Tensor) => op('Prod', [sizes, int32Vector([0])], { keep_dims: false }, 'count');

/**
 * Mean and variance from what `sufficientStatistics` gives: the number of elements, the sum of their distances from
 * `shift`, the sum of the squares of these, and `shift` (null: 0).
 */
export const normalizeMoments = publicFunction(
  'nn.normalizeMoments(counts: tensor, meanSs: tensor, varianceSs: tensor, shift: tensor, {name})',
  <X extends TensorLike>(
    counts: TensorLike,
    meanSs: X,
    varianceSs: TensorLike,
    shift: TensorLike | null,
    options: { readonly name?: string } = {},
  ): [mean: Tensor<DTypeOf<X>>, variance: Tensor<DTypeOf<X>>] =>
    opScope(options.name, 'normalize', [counts, meanSs, varianceSs, shift], () => {
      const divisor = apply('Reciprocal', [counts], {}, { name: 'divisor' });
      const moved = shift !== null && shift !== undefined;
      const shifted = apply('Mul', [meanSs, divisor], {}, { name: moved ? 'shifted_mean' : 'mean' });
      const mean = moved ? apply('Add', [shifted, shift], {}, { name: 'mean' }) : shifted;
      const squares = apply('Mul', [varianceSs, divisor]);
      return [mean, op('Sub', [squares, op('Square', [shifted])], {}, 'variance')];
    }) as [Tensor<DTypeOf<X>>, Tensor<DTypeOf<X>>],
);

export interface WeightedMomentsOptions {
  /** Leaves the reduced axes with size 1. */
  readonly keepDims?: boolean;
  readonly name?: string;
}

/**
 * Mean and variance over `axes` with a weight for each element: Σ w · x / Σ w, and Σ w · (x − mean)² / Σ w. The weights are
 * broadcast to the shape of `x`; where they are all 0, both results are 0.
 */
export const weightedMoments = publicFunction(
  'nn.weightedMoments(x: tensor, axes: axis, frequencyWeights: tensor, {keepDims = false, name})',
  <X extends TensorLike>(
    x: X,
    axes: Axes,
    frequencyWeights: TensorLike,
    options: WeightedMomentsOptions = {},
  ): [mean: Tensor<DTypeOf<X>>, variance: Tensor<DTypeOf<X>>] =>
    opScope(options.name, 'weighted_moments', [x, frequencyWeights], () => {
      const value = convertToTensor(x, { name: 'x' });
      const list = [axes].flat() as number[];
      const weights = cast(convertToTensor(frequencyWeights, { name: 'frequency_weights' }), value.dtype);
      const total = reduce('Sum', multiply(weights, value), list, true, 'weighted_input_sum');
      const ofAll = reduce('Sum', add(weights, zerosLike(value)), list, true, 'sum_of_weights');
      const over = (sum: Tensor) => apply('DivNoNan', [sum, ofAll], {}, { fallback: 'div_no_nan' });
      const mean = over(total);
      const distances = multiply(weights, op('SquaredDifference', [value, mean]));
      const variance = over(reduce('Sum', distances, list, true, 'weighted_distsq'));
      if (options.keepDims) return [mean, variance];
      const squeeze = (moment: Tensor) =>
        list.length === 0 ? moment : op('Squeeze', [moment], { squeeze_dims: list });
      return [squeeze(mean), squeeze(variance)];
    }) as [Tensor<DTypeOf<X>>, Tensor<DTypeOf<X>>],
);
