/** Metrics that are means over all that was seen. */

import type { Tensor } from '../../graph/index.ts';
import { asOneCall } from '../../graph/index.ts';
import { size } from '../array/shape.ts';
import type { TensorLike } from '../convert.ts';
import { abs, cast, divNoNan, equal, maximum, multiply, reduceSum, sqrt, squaredDifference } from '../math/index.ts';
import { subtract } from '../nn/operator.ts';
import { readOptions } from '../options.ts';
import { publicFunction } from '../signature.ts';
import { assignAdd } from '../state/assign.ts';
import { broadcastWeights } from '../weights/broadcast.ts';
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
