/** Losses of numbers: how far predictions are from labels of the same shape. All are computed in float32. */

import { GraphError, type Tensor } from '../../graph/index.ts';
import { rank, where, zerosLike } from '../array/index.ts';
import { convertToTensor, type TensorLike } from '../convert.ts';
import {
  abs,
  add,
  cast,
  divNoNan,
  greater,
  log,
  maximum,
  minimum,
  multiply,
  range,
  reduceSum,
  square,
  squaredDifference,
  subtract,
} from '../math/index.ts';
import * as python from '../nn/operator.ts';
import { opScope } from '../op-scope.ts';
import { readOptions } from '../options.ts';
import { publicFunction } from '../signature.ts';
import { assertBroadcastable } from '../weights/broadcast.ts';
import { checkSameShape } from '../weights/squeeze.ts';
import type { DefaultReduction, ReductionKey } from './reduction.ts';
import { addTo, type Loss, type LossOptions, nowhere, numPresent, reducedLoss } from './weighted.ts';

type RegressionLoss = <R extends ReductionKey = DefaultReduction>(
  labels: TensorLike,
  predictions: TensorLike,
  weights?: TensorLike | LossOptions<R>,
  options?: LossOptions<R>,
) => Loss<R>;

const common = "scope: string, lossCollection: string, reduction = 'weighted_sum_by_nonzero_weights'";

/** A loss of labels and predictions alone. */
function regressionLoss(name: string, scope: string, losses: (x: Tensor, y: Tensor) => Tensor): RegressionLoss {
  return publicFunction(`losses.${name}(labels: tensor, predictions: tensor, weights: tensor = 1, {${common}})`, ((
    labels: TensorLike,
    predictions: TensorLike,
    ...rest: unknown[]
  ) => {
    const given = readOptions<LossOptions>(['weights'], rest, nowhere);
    return weigh(scope, labels, predictions, given, losses);
  }) as RegressionLoss);
}

/** The losses of labels and predictions as floats of one shape, weighted and reduced in one scope. */
function weigh(
  fallback: string,
  labels: TensorLike,
  predictions: TensorLike,
  given: LossOptions,
  losses: (predictions: Tensor, labels: Tensor) => Tensor,
): Tensor {
  checkGiven({ labels, predictions });
  return opScope(given.scope, fallback, [predictions, labels, given.weights], (scope) => {
    const x = cast(predictions, 'float32');
    const y = cast(labels, 'float32');
    checkSameShape(x, y);
    return reducedLoss(losses(x, y), scope, given);
  });
}

/** @throws GraphError for an argument that is missing. */
export function checkGiven(values: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined || value === null) throw new GraphError(`Argument ${name} must be given, not ${value}.`);
  }
}

/** |prediction − label|. @throws ShapeError for different shapes, or weights that do not fit. */
export const absoluteDifference = regressionLoss('absoluteDifference', 'absolute_difference', (x, y) =>
  abs(subtract(x, y)),
);

/** (prediction − label)². @throws ShapeError for different shapes, or weights that do not fit. */
export const meanSquaredError = regressionLoss('meanSquaredError', 'mean_squared_error', (x, y) =>
  squaredDifference(x, y),
);

export interface HuberOptions<R extends ReductionKey = ReductionKey> extends LossOptions<R> {
  /** Up to which distance the loss is quadratic; default 1. */
  readonly delta?: TensorLike;
}

/**
 * Half the square of the distance up to `delta`, beyond it delta · distance − delta² / 2 (Huber, 1964).
 * @throws ShapeError for different shapes, or weights that do not fit.
 */
export const huberLoss = publicFunction(
  `losses.huberLoss(labels: tensor, predictions: tensor, weights: tensor = 1, delta: tensor = 1, {${common}})`,
  <R extends ReductionKey = DefaultReduction>(
    labels: TensorLike,
    predictions: TensorLike,
    weights?: TensorLike | HuberOptions<R>,
    delta?: TensorLike | HuberOptions<R>,
    options?: HuberOptions<R>,
  ): Loss<R> => {
    const given = readOptions<HuberOptions>(['weights', 'delta'], [weights, delta, options], nowhere);
    const width = given.delta ?? 1;
    return weigh('huber_loss', labels, predictions, given, (x, y) => {
      const distance = abs(subtract(x, y));
      const quadratic = minimum(distance, width);
      // As max(distance − delta, 0), but with the gradient 0 where the distance is delta.
      const linear = subtract(distance, quadratic);
      const half = convertToTensor(0.5, { dtype: quadratic.dtype });
      return add(multiply(half, multiply(quadratic, quadratic)), multiply(width, linear));
    }) as Loss<R>;
  },
);

export interface LogLossOptions<R extends ReductionKey = ReductionKey> extends LossOptions<R> {
  /** Keeps logarithms finite; default 1e-7. */
  readonly epsilon?: number;
}

/**
 * −label · log(prediction + ε) − (1 − label) · log(1 − prediction + ε), predictions being probabilities.
 * @throws ShapeError for different shapes, or weights that do not fit.
 */
export const logLoss = publicFunction(
  `losses.logLoss(labels: tensor, predictions: tensor, weights: tensor = 1, epsilon = 1e-7, {${common}})`,
  <R extends ReductionKey = DefaultReduction>(
    labels: TensorLike,
    predictions: TensorLike,
    weights?: TensorLike | LogLossOptions<R>,
    epsilon?: number | LogLossOptions<R>,
    options?: LogLossOptions<R>,
  ): Loss<R> => {
    const given = readOptions<LogLossOptions>(['weights', 'epsilon'], [weights, epsilon, options], nowhere);
    const least = given.epsilon ?? 1e-7;
    return weigh('log_loss', labels, predictions, given, (x, y) => {
      const happens = python.negate(multiply(y, log(python.add(x, least))));
      const not = python.subtract(1, y);
      const failing = multiply(not, log(python.add(python.subtract(1, x), least)));
      return python.subtract(happens, failing);
    }) as Loss<R>;
  },
);

export interface CosineOptions<R extends ReductionKey = ReductionKey> extends LossOptions<R> {
  /** The axis along which the vectors lie. */
  readonly axis?: number;
}

/**
 * 1 − the product of prediction and label along `axis`, which stays with size 1; both are taken to be of length 1.
 * @throws GraphError without an axis, ShapeError for different shapes, or weights that do not fit.
 */
export const cosineDistance = publicFunction(
  `losses.cosineDistance(labels: tensor, predictions: tensor, axis: axis, weights: tensor = 1, {${common}})`,
  <R extends ReductionKey = DefaultReduction>(
    labels: TensorLike,
    predictions: TensorLike,
    axis?: number | CosineOptions<R>,
    weights?: TensorLike | CosineOptions<R>,
    options?: CosineOptions<R>,
  ): Loss<R> => {
    const given = readOptions<CosineOptions>(['axis', 'weights'], [axis, weights, options], nowhere);
    const { axis: along } = given;
    if (along === undefined) throw new GraphError('You must specify `axis`.');
    return weigh('cosine_distance_loss', labels, predictions, given, (x, y) =>
      python.subtract(1, reduceSum(multiply(x, y), [along], true)),
    ) as Loss<R>;
  },
);

/**
 * How much the differences between pairs of elements of an example differ: the mean over all pairs of
 * ((xᵢ − xⱼ) − (yᵢ − yⱼ))², the first axis being that of the examples. A scalar.
 * @throws ShapeError for different shapes, or weights that do not fit.
 */
export const meanPairwiseSquaredError = publicFunction(
  'losses.meanPairwiseSquaredError(labels: tensor, predictions: tensor, weights: tensor = 1, {scope: string, lossCollection: string})',
  (
    labels: TensorLike,
    predictions: TensorLike,
    weights?: TensorLike | Omit<LossOptions, 'reduction'>,
    options?: Omit<LossOptions, 'reduction'>,
  ): Loss<DefaultReduction> => {
    const given = readOptions<LossOptions>(['weights'], [weights, options], nowhere);
    checkGiven({ labels, predictions });
    const fallback = 'mean_pairwise_squared_error';
    return opScope(given.scope, fallback, [predictions, labels, given.weights], (_, graph) => {
      const w = cast(given.weights ?? 1, 'float32');
      const y = cast(labels, 'float32');
      return graph.withControlDependencies([assertBroadcastable(w, y)], () => {
        const x = cast(predictions, 'float32');
        checkSameShape(x, y);
        const loss = pairwise(subtract(x, y), w);
        addTo(given.lossCollection, loss);
        return loss;
      });
    }) as Loss<DefaultReduction>;
  },
);

function pairwise(differences: Tensor, weights: Tensor): Tensor {
  const restOf = (x: Tensor) => range(1, rank(x));
  const axes = restOf(differences);
  const squares = reduceSum(square(differences), axes, true);
  const count = numPresent(differences, weights, restOf);
  const ofSquares = divNoNan(squares, maximum(python.subtract(count, 1), 0), { name: 'value' });
  const first = python.multiply(2, ofSquares);
  const squared = square(reduceSum(differences, axes, true));
  const pairs = maximum(multiply(count, python.subtract(count, 1)), 0);
  const second = python.multiply(2, divNoNan(squared, pairs, { name: 'value' }));
  const loss = reduceSum(multiply(python.subtract(first, second), weights));
  return where(greater(reduceSum(count), 0), loss, zerosLike(loss), { name: 'value' });
}
