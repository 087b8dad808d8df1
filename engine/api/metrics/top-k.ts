/** `tf.metrics.precisionAtK` and `recallAtK`: the k largest predictions of an example against its set of classes. */

import { asOneCall, getDefaultGraph, ShapeError, type Tensor } from '../../graph/index.ts';
import { expandDims, shape } from '../array/shape.ts';
import { vectorItem } from '../array/slice.ts';
import { convertToTensor, type TensorLike } from '../convert.ts';
import {
  add,
  cast,
  div,
  equal,
  greater,
  logicalAnd,
  logicalNot,
  multiply,
  range,
  reduceAny,
  reduceSum,
} from '../math/index.ts';
import { topK } from '../nn/ranking.ts';
import { readOptions } from '../options.ts';
import { publicFunction } from '../signature.ts';
import { assignAdd } from '../state/assign.ts';
import { assertBroadcastable } from '../weights/broadcast.ts';
import { type MetricOptions, metric, metricVariable } from './metric.ts';

export interface AtKOptions extends MetricOptions {
  /** How many predictions of an example count. */
  readonly k?: number;
  /** Only this class counts; default: all. */
  readonly classId?: number | null;
}

/** As other metrics, in float64. */
export type WideMetric = [value: Tensor<'float64', 'scalar'>, updateOp: Tensor<'float64', 'scalar'>];

type AtKFunction = (
  labels: TensorLike,
  predictions: TensorLike,
  k: number | AtKOptions,
  classId?: number | null | AtKOptions,
  weights?: TensorLike | null | AtKOptions,
  options?: AtKOptions,
) => WideMetric;

/** Whether each of the predicted classes, and of the labels, is right, wrong, missed: [..., k], [..., k], [..., labels]. */
interface Hits {
  readonly truePositive: Tensor;
  readonly falsePositive: Tensor;
  readonly falseNegative: Tensor;
}

function atK(name: string, scope: string, other: 'falsePositive' | 'falseNegative', otherScope: string): AtKFunction {
  return publicFunction(
    `metrics.${name}(labels: tensor, predictions: tensor, k: number, classId?: number, weights?: tensor, {metricsCollections: any, updatesCollections: any, name})`,
    (labels: TensorLike, predictions: TensorLike, ...rest: unknown[]): WideMetric => {
      const given = readOptions<AtKOptions>(['k', 'classId', 'weights'], rest);
      const { k = 1, classId } = given;
      const suffix = classId === undefined || classId === null ? `_at_${k}` : `_at_${k}_class${classId}`;
      return asOneCall(() =>
        getDefaultGraph().withNameScope(given.name || scope + suffix, (own) => {
          const predicted = cast(topK(predictions, k).indices, 'int64') as Tensor;
          const hits = hitsOf(expandedLabels(cast(labels, 'int64'), predicted), predicted, classId);
          const right = counted(`true_positive${suffix}`, hits.truePositive, given.weights);
          const wrong = counted(`${otherScope}${suffix}`, hits[other], given.weights);
          const value = div(right.total, add(right.total, wrong.total), { name: own });
          const updateOp = div(right.update, add(right.update, wrong.update), { name: 'update' });
          return metric(value, updateOp, given) as unknown as WideMetric;
        }),
      );
    },
  );
}

/** Labels that are one class number an example, as sets of one. */
function expandedLabels(labels: Tensor, predicted: Tensor): Tensor {
  const [a, b] = [labels.shape.rank, predicted.shape.rank];
  if (a === null || b === null || a === b) return labels;
  if (b === a + 1) return expandDims(labels, -1) as Tensor;
  throw new ShapeError(
    `Unexpected labels shape ${labels.shape} for predictions shape ${predicted.shape}. Predictions rank should be the ` +
      'same rank as labels rank or labels rank plus one.',
    labels.op.describe(),
  );
}

function hitsOf(labels: Tensor, predicted: Tensor, classId: number | null | undefined): Hits {
  const pairs = equal(expandDims(predicted, -1), expandDims(labels, -2));
  const isLabel = reduceAny(pairs, -1) as Tensor;
  const isPredicted = reduceAny(pairs, -2) as Tensor;
  const missed = logicalAnd(logicalNot(isPredicted), logicalNot(isRepeated(labels))) as Tensor;
  const isAsked = (classes: Tensor, found: Tensor): Tensor =>
    classId === undefined || classId === null
      ? found
      : (logicalAnd(found, equal(classes, convertToTensor(classId, { dtype: 'int64' }))) as Tensor);
  return {
    truePositive: isAsked(predicted, isLabel),
    falsePositive: isAsked(predicted, logicalNot(isLabel) as Tensor),
    falseNegative: isAsked(labels, missed),
  };
}

/** Whether a label stands before in its row: a set has it once. */
function isRepeated(labels: Tensor): Tensor {
  const places = range(0, vectorItem(shape(labels), -1));
  const isBefore = greater(expandDims(places, 1), expandDims(places, 0));
  const same = equal(expandDims(labels, -1), expandDims(labels, -2));
  return reduceAny(logicalAnd(same, isBefore), -1) as Tensor;
}

/** How many there were, weighed by example, over all batches. */
function counted(name: string, found: Tensor, weights: MetricOptions['weights']) {
  return found.graph.withNameScope(name, (scope) => {
    let ofExamples: Tensor = reduceSum(cast(found, 'float64'), -1);
    if (weights !== undefined && weights !== null) {
      const wide = cast(weights, 'float64') as Tensor;
      const unweighed = ofExamples;
      ofExamples = found.graph.withControlDependencies([assertBroadcastable(wide, unweighed)], () =>
        multiply(unweighed, wide),
      );
    }
    const total = metricVariable([], scope, 'float64');
    return { total, update: assignAdd(total, reduceSum(ofExamples), { name: 'update' }) };
  });
}

/**
 * How many of the k largest predictions are labels: predictions [..., classes], labels [..., n] or [...] (class numbers).
 * NaN before the first.
 * @throws ShapeError for labels, or weights [...], that do not fit.
 */
export const precisionAtK = atK('precisionAtK', 'precision', 'falsePositive', 'false_positive');

/**
 * How many of the labels are among the k largest predictions: predictions [..., classes], labels [..., n] or [...] (class
 * numbers). NaN before the first.
 * @throws ShapeError for labels, or weights [...], that do not fit.
 */
export const recallAtK = atK('recallAtK', 'recall', 'falseNegative', 'false_negative');
