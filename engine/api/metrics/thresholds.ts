/** `tf.metrics`: counts and shares at given thresholds, and shares at the threshold where another one is as asked. */

import { asOneCall, type Tensor } from '../../graph/index.ts';
import { vectorTensorItem } from '../array/slice.ts';
import type { TensorLike } from '../convert.ts';
import { abs, argmax, argmin, cast, cumsum, divide, equal, reduceMin } from '../math/index.ts';
import { add, subtract } from '../nn/operator.ts';
import { readOptions } from '../options.ts';
import { publicFunction } from '../signature.ts';
import { type Counts, countsAt, evenThresholds, type Kind } from './counts-at-thresholds.ts';
import { inMetricScope, type Metric, type MetricOptions, metric } from './metric.ts';

/** The values at all thresholds, [thresholds], and the operation that adds the batch at hand. */
export type CurveMetric = [value: Tensor<'float32', 'array'>, updateOp: Tensor<'float32', 'array'>];

type CurveFunction = (
  labels: TensorLike,
  predictions: TensorLike,
  thresholds: readonly number[],
  weights?: TensorLike | null | MetricOptions,
  options?: MetricOptions,
) => CurveMetric;

const common = '{metricsCollections: any, updatesCollections: any, name}';

/** Keeps quotients finite. */
const epsilon = 1e-7;

function curveMetric<K extends Kind>(
  name: string,
  scope: string,
  included: readonly K[],
  values: (counts: Counts<K>, name: string) => Tensor,
): CurveFunction {
  return publicFunction(
    `metrics.${name}(labels: tensor, predictions: tensor, thresholds: any, weights?: tensor, ${common})`,
    (labels: TensorLike, predictions: TensorLike, thresholds: readonly number[], ...rest: unknown[]): CurveMetric => {
      const given = readOptions<MetricOptions>(['weights'], rest);
      return asOneCall(() =>
        inMetricScope(given.name, scope, () => {
          const counts = countsAt(thresholds, labels, predictions, given.weights, included);
          return metric(values(counts.values, 'value'), values(counts.updates, 'update_op'), given);
        }),
      ) as unknown as CurveMetric;
    },
  );
}

const share = (part: Tensor, rest: Tensor, name: string): Tensor =>
  divide(part, add(add(epsilon, part), rest), { name });

/** TP / (TP + FP) at each threshold, above which a prediction in [0, 1] counts as true. */
export const precisionAtThresholds = curveMetric(
  'precisionAtThresholds',
  'precision_at_thresholds',
  ['tp', 'fp'],
  ({ tp, fp }, name) => share(tp, fp, `precision_${name}`),
);
/** TP / (TP + FN) at each threshold, above which a prediction in [0, 1] counts as true. */
export const recallAtThresholds = curveMetric(
  'recallAtThresholds',
  'recall_at_thresholds',
  ['tp', 'fn'],
  ({ tp, fn }, name) => share(tp, fn, `recall_${name}`),
);
/** How many predictions in [0, 1] are above each threshold where the label is true. */
export const truePositivesAtThresholds = curveMetric(
  'truePositivesAtThresholds',
  'true_positives',
  ['tp'],
  ({ tp }) => tp,
);
/** How many predictions in [0, 1] are above each threshold where the label is not true. */
export const falsePositivesAtThresholds = curveMetric(
  'falsePositivesAtThresholds',
  'false_positives',
  ['fp'],
  ({ fp }) => fp,
);
/** How many predictions in [0, 1] are not above each threshold where the label is not true. */
export const trueNegativesAtThresholds = curveMetric(
  'trueNegativesAtThresholds',
  'true_negatives',
  ['tn'],
  ({ tn }) => tn,
);
/** How many predictions in [0, 1] are not above each threshold where the label is true. */
export const falseNegativesAtThresholds = curveMetric(
  'falseNegativesAtThresholds',
  'false_negatives',
  ['fn'],
  ({ fn }) => fn,
);

export interface AtShareOptions extends MetricOptions {
  /** How many thresholds are tried; default 200. */
  readonly numThresholds?: number;
}

type AtShareFunction = (
  labels: TensorLike,
  predictions: TensorLike,
  wanted: number,
  weights?: TensorLike | null | AtShareOptions,
  numThresholds?: number | AtShareOptions,
  options?: AtShareOptions,
) => Metric;

/** TP / (TP + FN) at the threshold where TN / (TN + FP) is nearest to `specificity`. */
export const sensitivityAtSpecificity: AtShareFunction = publicFunction(
  `metrics.sensitivityAtSpecificity(labels: tensor, predictions: tensor, specificity: number, weights?: tensor, numThresholds = 200, ${common})`,
  (
    labels: TensorLike,
    predictions: TensorLike,
    specificity: number,
    weights?: TensorLike | null | AtShareOptions,
    numThresholds?: number | AtShareOptions,
    options?: AtShareOptions,
  ): Metric => {
    const given = readOptions<AtShareOptions>(['weights', 'numThresholds'], [weights, numThresholds, options]);
    return asOneCall(() =>
      inMetricScope(given.name, 'sensitivity_at_specificity', () => {
        const thresholds = evenThresholds(given.numThresholds ?? 200);
        const { values, updates } = countsAt(thresholds, labels, predictions, given.weights);
        const sensitivity = ({ tp, fn, tn, fp }: Counts, name: string): Tensor => {
          const specificities = divide(tn, add(add(tn, fp), epsilon)) as Tensor;
          const at = cast(argmin(abs(subtract(specificities, specificity)), 0), 'int32');
          return shareAt(tp, fn, at, name);
        };
        return metric(sensitivity(values, 'value'), sensitivity(updates, 'update_op'), given);
      }),
    );
  },
);

/** TN / (TN + FP) at the threshold where TP / (TP + FN) is nearest to `sensitivity`: of several the last. */
export const specificityAtSensitivity: AtShareFunction = publicFunction(
  `metrics.specificityAtSensitivity(labels: tensor, predictions: tensor, sensitivity: number, weights?: tensor, numThresholds = 200, ${common})`,
  (
    labels: TensorLike,
    predictions: TensorLike,
    sensitivity: number,
    weights?: TensorLike | null | AtShareOptions,
    numThresholds?: number | AtShareOptions,
    options?: AtShareOptions,
  ): Metric => {
    const given = readOptions<AtShareOptions>(['weights', 'numThresholds'], [weights, numThresholds, options]);
    return asOneCall(() =>
      inMetricScope(given.name, 'specificity_at_sensitivity', () => {
        // TensorFlow ends these, and these alone, below 1.
        const thresholds = [...evenThresholds(given.numThresholds ?? 200).slice(0, -1), 1 - 1e-7];
        const { values, updates } = countsAt(thresholds, labels, predictions, given.weights);
        const specificity = ({ tp, fn, tn, fp }: Counts, name: string): Tensor => {
          const sensitivities = divide(tp, add(add(tp, fn), epsilon)) as Tensor;
          const distance = () => abs(subtract(sensitivities, sensitivity));
          const isNearest = cast(equal(distance(), reduceMin(distance())), 'int64');
          const at = cast(argmax(cumsum(isNearest), 0), 'int32');
          return shareAt(tn, fp, at, name);
        };
        return metric(specificity(values, 'value'), specificity(updates, 'update_op'), given);
      }),
    );
  },
);

/** The share of one count in the sum of two, at one threshold. */
function shareAt(part: Tensor, rest: Tensor, at: Tensor, name: string): Tensor {
  const counted = vectorTensorItem(part, at);
  return divide(counted, add(add(vectorTensorItem(part, at), vectorTensorItem(rest, at)), epsilon), { name });
}
