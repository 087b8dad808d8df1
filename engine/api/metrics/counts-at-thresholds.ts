/** What is right and wrong at each of several thresholds, counted over batches. */

import type { Graph, Tensor } from '../../graph/index.ts';
import { applyOp } from '../apply-op.ts';
import { constant } from '../array/constant.ts';
import { tile, transpose } from '../array/order.ts';
import { expandDims, reshape, shape } from '../array/shape.ts';
import { vectorItem } from '../array/slice.ts';
import { convertToTensor, type TensorLike } from '../convert.ts';
import { cast, greater, greaterEqual, lessEqual, logicalAnd, logicalNot, reduceAll, reduceSum } from '../math/index.ts';
import { multiply } from '../nn/operator.ts';
import { assignAdd } from '../state/assign.ts';
import { broadcastWeights } from '../weights/broadcast.ts';
import { alignedInputs, type MetricOptions, metricVariable } from './metric.ts';

/** True and false positives and negatives. */
export type Kind = 'tp' | 'fn' | 'tn' | 'fp';

/** [thresholds] each. */
export type Counts<K extends Kind = Kind> = Readonly<Record<K, Tensor>>;

/** In which TensorFlow makes their variables. */
const order: readonly Kind[] = ['tp', 'fn', 'tn', 'fp'];

type Truths = (
  isSo: Tensor,
  isNotSo: Tensor,
  isPredicted: Tensor,
  isNotPredicted: Tensor,
) => { readonly name: string; readonly pair: readonly [Tensor, Tensor] };

const kinds: Readonly<Record<Kind, Truths>> = {
  tp: (isSo, _, isPredicted) => ({ name: 'true_positives', pair: [isSo, isPredicted] }),
  fn: (isSo, _, __, isNotPredicted) => ({ name: 'false_negatives', pair: [isSo, isNotPredicted] }),
  tn: (_, isNotSo, __, isNotPredicted) => ({ name: 'true_negatives', pair: [isNotSo, isNotPredicted] }),
  fp: (_, isNotSo, isPredicted) => ({ name: 'false_positives', pair: [isNotSo, isPredicted] }),
};

/** Evenly spaced, with one below 0 and one above 1, so that all and nothing are among what is counted. */
export function evenThresholds(count: number): number[] {
  return withEnds(Array.from({ length: Math.max(count - 2, 0) }, (_, i) => (i + 1) / (count - 1)));
}

export const withEnds = (inside: readonly number[]): number[] => [-1e-7, ...inside, 1 + 1e-7];

/** The counts over all batches, in variables of their own, and what adds the batch at hand. */
export function countsAt<K extends Kind = Kind>(
  thresholds: readonly number[],
  labels: TensorLike,
  predictions: TensorLike,
  weights: MetricOptions['weights'],
  included: readonly K[] = order as readonly K[],
): { values: Counts<K>; updates: Counts<K> } {
  const given = convertToTensor(predictions);
  const { graph } = given;
  const inputs = graph.withControlDependencies([isWithin(graph, given)], () =>
    alignedInputs(cast(labels, 'bool'), cast(given, 'float32'), weights),
  );
  const count = thresholds.length;
  const column = reshape(inputs.predictions, [-1, 1]);
  const row = reshape(cast(inputs.labels, 'bool'), [1, -1]);
  const size = column.shape.known?.[0] ?? vectorItem(shape(column), 0);
  const tiled = tile(expandDims(constant([...thresholds]), [1]), [1, size]);
  const isPredicted = greater(tile(transpose(column), [count, 1]), tiled);
  const isNotPredicted = logicalNot(isPredicted);
  const isSo = tile(row, [count, 1]);
  const isNotSo = logicalNot(isSo);
  const weighed = inputs.weights && weightRows(inputs.weights, inputs.predictions, count);
  const counted = (kind: Kind) => {
    const { name, pair } = kinds[kind](isSo, isNotSo, isPredicted, isNotPredicted);
    const total = metricVariable([count], name);
    const ones = cast(logicalAnd(...pair), 'float32');
    const sums = reduceSum(weighed ? multiply(ones, weighed) : ones, 1);
    return [kind, { value: total.value() as Tensor, update: assignAdd(total, sums) as Tensor }] as const;
  };
  const all = order.filter((kind) => included.includes(kind as K)).map(counted);
  const pick = (part: 'value' | 'update') =>
    Object.fromEntries(all.map(([kind, counts]) => [kind, counts[part]])) as Counts<K>;
  return { values: pick('value'), updates: pick('update') };
}

function weightRows(weights: Tensor, predictions: Tensor, count: number): Tensor {
  const broadcast = broadcastWeights(cast(weights, 'float32'), predictions);
  return tile(reshape(broadcast, [1, -1]), [count, 1]);
}

/** Waits for predictions that are as they must be. */
function isWithin(graph: Graph, predictions: Tensor) {
  const isFine = reduceAll(logicalAnd(greaterEqual(predictions, 0), lessEqual(predictions, 1)));
  const told = ['predictions must be in [0, 1]', `x (${predictions.name}) = `, predictions];
  return graph.withNameScope('assert_in_range', () => applyOp('Assert', [isFine, told]));
}
