/** Metrics that are means over all that was seen. */

import type { Tensor } from '../../graph/index.ts';
import { asOneCall } from '../../graph/index.ts';
import { zerosLike } from '../array/filled.ts';
import { where } from '../array/select.ts';
import { size } from '../array/shape.ts';
import type { TensorLike } from '../convert.ts';
import {
  abs,
  cast,
  subtract as difference,
  divide,
  divNoNan,
  equal,
  less,
  maximum,
  multiply,
  reduceSum,
  sqrt,
  squaredDifference,
} from '../math/index.ts';
import { subtract } from '../nn/operator.ts';
import { readOptions } from '../options.ts';
import { publicFunction } from '../signature.ts';
import { assignAdd } from '../state/assign.ts';
import { broadcastWeights } from '../weights/broadcast.ts';
import { checkSameShape, removeSqueezableDimensions } from '../weights/squeeze.ts';
import {
  alignedInputs,
  inMetricScope,
  type Metric,
  type MetricInputs,
  type MetricOptions,
  metric,
  metricVariable,
  optionalWeights,
} from './metric.ts';

type MetricFunction = (
  labels: TensorLike,
  predictions: TensorLike,
  weights?: TensorLike | null | MetricOptions,
  options?: MetricOptions,
) => Metric;

/**
 * The weighted mean of all elements of `values`, computed in float32; 0 before the first.
 * @throws ShapeError for weights that do not fit.
 */
export const mean = publicFunction(
  'metrics.mean(values: tensor, weights?: tensor, {metricsCollections: any, updatesCollections: any, name})',
  (values: TensorLike, weights?: TensorLike | null | MetricOptions, options?: MetricOptions): Metric => {
    const given = readOptions<MetricOptions>(['weights'], [weights, options]);
    return asOneCall(() => meanOf(values, given, 'mean'));
  },
);

function meanOf(values: TensorLike, options: MetricOptions, defaultName: string): Metric {
  return inMetricScope(options.name, defaultName, () => {
    let summed: Tensor = cast(values, 'float32');
    const total = metricVariable([], 'total');
    const count = metricVariable([], 'count');
    const weights = optionalWeights(options.weights, summed);
    let number: Tensor;
    if (weights) {
      const broadcast = broadcastWeights(cast(weights, 'float32'), summed);
      summed = multiply(summed, broadcast);
      number = reduceSum(broadcast);
    } else number = cast(size(summed), 'float32');
    const newTotal = assignAdd(total, reduceSum(summed));
    const newCount = summed.graph.withControlDependencies([summed], () => assignAdd(count, number));
    const value = divNoNan(total, maximum(count, 0), { name: 'value' });
    const updateOp = divNoNan(newTotal, maximum(newCount, 0), { name: 'update_op' });
    return metric(value, updateOp, options);
  });
}

/** A mean of what is computed of labels and predictions of one shape. */
function meanMetric(name: string, defaultName: string, values: (inputs: MetricInputs) => Tensor): MetricFunction {
  return publicFunction(
    `metrics.${name}(labels: tensor, predictions: tensor, weights?: tensor, {metricsCollections: any, updatesCollections: any, name})`,
    (labels: TensorLike, predictions: TensorLike, ...rest: unknown[]): Metric => {
      const given = readOptions<MetricOptions>(['weights'], rest);
      return asOneCall(() => {
        const inputs = alignedInputs(labels, predictions, given.weights);
        return meanOf(
          values(inputs),
          { ...given, weights: inputs.weights ?? null, name: given.name ?? defaultName },
          '',
        );
      });
    },
  );
}

/**
 * How often predictions equal labels: class numbers of one shape, not logits.
 * @throws ShapeError for labels, or weights, that do not fit.
 */
export const accuracy = meanMetric('accuracy', 'accuracy', ({ predictions, labels }) =>
  cast(equal(cast(predictions, labels.dtype), labels), 'float32'),
);

/** The mean of |prediction − label|. @throws ShapeError for labels, or weights, that do not fit. */
export const meanAbsoluteError = meanMetric('meanAbsoluteError', 'mean_absolute_error', ({ predictions, labels }) =>
  abs(subtract(predictions, labels)),
);

/** The mean of (prediction − label)². @throws ShapeError for labels, or weights, that do not fit. */
export const meanSquaredError = meanMetric('meanSquaredError', 'mean_squared_error', ({ predictions, labels }) =>
  squaredDifference(labels, predictions),
);

/** The part of `values` that is below `threshold`. @throws ShapeError for weights that do not fit. */
export const percentageBelow = publicFunction(
  'metrics.percentageBelow(values: tensor, threshold: number, weights?: tensor, {metricsCollections: any, updatesCollections: any, name})',
  (
    values: TensorLike,
    threshold: number,
    weights?: TensorLike | null | MetricOptions,
    options?: MetricOptions,
  ): Metric => {
    const given = readOptions<MetricOptions>(['weights'], [weights, options]);
    const { name = 'percentage_below_threshold' } = given;
    return asOneCall(() => meanOf(cast(less(values, threshold), 'float32'), { ...given, name }, ''));
  },
);

/**
 * The mean of |label − prediction| / normalizer, which counts as 0 where the normalizer is 0.
 * @throws ShapeError for labels, a normalizer or weights that do not fit.
 */
export const meanRelativeError = publicFunction(
  'metrics.meanRelativeError(labels: tensor, predictions: tensor, normalizer: tensor, weights?: tensor, {metricsCollections: any, updatesCollections: any, name})',
  (
    labels: TensorLike,
    predictions: TensorLike,
    normalizer: TensorLike,
    weights?: TensorLike | null | MetricOptions,
    options?: MetricOptions,
  ): Metric => {
    const given = readOptions<MetricOptions>(['weights'], [weights, options]);
    const { name = 'mean_relative_error' } = given;
    return asOneCall(() => {
      const inputs = alignedInputs(labels, predictions, given.weights);
      const [scale, x] = removeSqueezableDimensions(normalizer, inputs.predictions);
      checkSameShape(x, scale);
      const hasNone = equal(scale, 0);
      const none = zerosLike(inputs.labels);
      const relative = where(hasNone, none, divide(abs(subtract(inputs.labels, x)), scale)) as Tensor;
      return meanOf(relative, { ...given, weights: inputs.weights ?? null, name }, '');
    });
  },
);

/**
 * One minus the mean of the sums of products of predictions and labels along the axis `dim`: both are taken to be of
 * length 1 along it.
 * @throws ShapeError for labels, or weights, that do not fit.
 */
export const meanCosineDistance = publicFunction(
  'metrics.meanCosineDistance(labels: tensor, predictions: tensor, dim: number, weights?: tensor, {metricsCollections: any, updatesCollections: any, name})',
  (
    labels: TensorLike,
    predictions: TensorLike,
    dim: number,
    weights?: TensorLike | null | MetricOptions,
    options?: MetricOptions,
  ): Metric => {
    const given = readOptions<MetricOptions>(['weights'], [weights, options]);
    const { name = 'mean_cosine_distance' } = given;
    return asOneCall(() => {
      const inputs = alignedInputs(labels, predictions, given.weights);
      const products = reduceSum(multiply(inputs.predictions, inputs.labels), [dim], true) as Tensor;
      const [value, updateOp] = meanOf(products, { weights: inputs.weights ?? null, name }, '');
      return metric(difference(1, value), difference(1, updateOp), given);
    });
  },
);

/** The root of the mean of (prediction − label)². @throws ShapeError for labels, or weights, that do not fit. */
export const rootMeanSquaredError = publicFunction(
  'metrics.rootMeanSquaredError(labels: tensor, predictions: tensor, weights?: tensor, {metricsCollections: any, updatesCollections: any, name})',
  (
    labels: TensorLike,
    predictions: TensorLike,
    weights?: TensorLike | null | MetricOptions,
    options?: MetricOptions,
  ): Metric => {
    const given = readOptions<MetricOptions>(['weights'], [weights, options]);
    return asOneCall(() => {
      const [value, updateOp] = meanSquaredError(labels, predictions, given.weights, {
        name: given.name ?? 'root_mean_squared_error',
      });
      return metric(sqrt(value), sqrt(updateOp), given);
    });
  },
);
