/** Counts of what was predicted of what is so, and the shares that follow: all of truth values. */

import { asOneCall, ShapeError, type Tensor } from '../../graph/index.ts';
import { identity } from '../array/identity.ts';
import { where } from '../array/select.ts';
import type { TensorLike } from '../convert.ts';
import { cast, divide, equal, greater, logicalAnd, multiply, reduceSum } from '../math/index.ts';
import { add } from '../nn/operator.ts';
import { readOptions } from '../options.ts';
import { publicFunction } from '../signature.ts';
import { assignAdd } from '../state/assign.ts';
import {
  alignedInputs,
  inMetricScope,
  type Metric,
  type MetricInputs,
  type MetricOptions,
  metric,
  metricVariable,
} from './metric.ts';

type CountFunction = (
  labels: TensorLike,
  predictions: TensorLike,
  weights?: TensorLike | null | MetricOptions,
  options?: MetricOptions,
) => Metric;

const common = '{metricsCollections: any, updatesCollections: any, name}';

interface Kind {
  readonly scope: string;
  readonly label: boolean;
  readonly prediction: boolean;
}

const kinds = {
  truePositives: { scope: 'true_positives', label: true, prediction: true },
  falsePositives: { scope: 'false_positives', label: false, prediction: true },
  trueNegatives: { scope: 'true_negatives', label: false, prediction: false },
  falseNegatives: { scope: 'false_negatives', label: true, prediction: false },
} as const satisfies Record<string, Kind>;

function inputsOf(labels: TensorLike, predictions: TensorLike, weights: MetricOptions['weights']): MetricInputs {
  const x = cast(predictions, 'bool');
  return alignedInputs(cast(labels, 'bool'), x, weights);
}

function count(kind: Kind, labels: TensorLike, predictions: TensorLike, options: MetricOptions): Metric {
  return inMetricScope(options.name, kind.scope, () => {
    const inputs = inputsOf(labels, predictions, options.weights);
    const isLabel = equal(inputs.labels, kind.label);
    const isCounted = logicalAnd(isLabel, equal(inputs.predictions, kind.prediction));
    const total = metricVariable([], 'count');
    let ones: Tensor = cast(isCounted, 'float32');
    if (inputs.weights) ones = multiply(ones, cast(checkedRank(inputs.weights, ones), 'float32'));
    const value = identity(total.value());
    return metric(value, assignAdd(total, reduceSum(ones)), options);
  });
}

function checkedRank(weights: Tensor, values: Tensor): Tensor {
  const { rank } = weights.shape;
  if (!rank || values.shape.rank === null || rank === values.shape.rank) return weights;
  throw new ShapeError(
    `Weights must be of rank 0 or ${values.shape.rank}, not of shape ${weights.shape}.`,
    weights.op.describe(),
  );
}

function countMetric(name: keyof typeof kinds): CountFunction {
  return publicFunction(
    `metrics.${name}(labels: tensor, predictions: tensor, weights?: tensor, ${common})`,
    (labels: TensorLike, predictions: TensorLike, ...rest: unknown[]): Metric => {
      const given = readOptions<MetricOptions>(['weights'], rest);
      return asOneCall(() => count(kinds[name], labels, predictions, given));
    },
  );
}

/** How many predictions are true where the label is; all become truth values. */
export const truePositives = countMetric('truePositives');
/** How many predictions are true where the label is not. */
export const falsePositives = countMetric('falsePositives');
/** How many predictions are false where the label is. */
export const trueNegatives = countMetric('trueNegatives');
/** How many predictions are false where the label is not. */
export const falseNegatives = countMetric('falseNegatives');

/** True positives over them and those of another kind; 0 where there is neither. */
function shareMetric(name: string, scope: string, other: Kind): CountFunction {
  return publicFunction(
    `metrics.${name}(labels: tensor, predictions: tensor, weights?: tensor, ${common})`,
    (labels: TensorLike, predictions: TensorLike, ...rest: unknown[]): Metric => {
      const given = readOptions<MetricOptions>(['weights'], rest);
      return asOneCall(() =>
        inMetricScope(given.name, scope, () => {
          const inputs = inputsOf(labels, predictions, given.weights);
          const weights = inputs.weights ?? null;
          const [right, newRight] = count(kinds.truePositives, inputs.labels, inputs.predictions, { weights });
          const [wrong, newWrong] = count(other, inputs.labels, inputs.predictions, { weights });
          return metric(share(right, wrong, 'value'), share(newRight, newWrong, 'update_op'), given);
        }),
      );
    },
  );
}

function share(part: Tensor, rest: Tensor, name: string): Tensor {
  const isAny = greater(add(part, rest), 0);
  return where(isAny, divide(part, add(part, rest)), 0, { name });
}

/** How many of what was predicted is so: TP / (TP + FP), of truth values. */
export const precision = shareMetric('precision', 'precision', kinds.falsePositives);
/** How many of what is so was predicted: TP / (TP + FN), of truth values. */
export const recall = shareMetric('recall', 'recall', kinds.falseNegatives);
