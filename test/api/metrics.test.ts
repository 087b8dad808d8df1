/** What `tf.metrics` keeps between batches, where, and what it refuses. Numbers and nodes: test/golden/libraries. */

import { beforeEach, describe, expect, it } from 'vitest';
import { resetDefaultGraph } from '../../engine/graph/index.ts';
import * as tf from '../../engine/index.ts';

beforeEach(() => resetDefaultGraph());

const names = (key: string) => tf.getCollection<tf.Variable>(key).map((variable) => variable.op.name);

describe('a metric', () => {
  it('adds up over batches, until its variables are initialised again', async () => {
    const labels = tf.placeholder('int64', [null]);
    const predictions = tf.placeholder('int64', [null]);
    const [value, update] = tf.metrics.accuracy(labels, predictions);
    const begin = tf.localVariablesInitializer();
    using session = new tf.Session();
    await session.run(begin);
    expect(await session.run(value)).toBe(0);
    const feed = (y: number[], x: number[]): [tf.Tensor, BigInt64Array][] => [
      [labels, BigInt64Array.from(y, BigInt)],
      [predictions, BigInt64Array.from(x, BigInt)],
    ];
    expect(await session.run(update, feed([1, 2], [1, 1]))).toBe(0.5);
    expect(await session.run(update, feed([3, 3], [3, 3]))).toBe(0.75);
    expect(await session.run(value)).toBe(0.75);
    await session.run(begin);
    expect(await session.run(value)).toBe(0);
  });

  it('keeps its variables apart from those that are trained and saved', () => {
    tf.metrics.mean([1, 2]);
    tf.metrics.mean([1, 2]);
    tf.metrics.precision([true], [true], { name: 'exactness' });
    const expected = [
      'mean/total',
      'mean/count',
      'mean_1/total',
      'mean_1/count',
      'exactness/true_positives/count',
      'exactness/false_positives/count',
    ];
    expect(names(tf.GraphKeys.LOCAL_VARIABLES)).toEqual(expected);
    expect(names(tf.GraphKeys.METRIC_VARIABLES)).toEqual(expected);
    expect(tf.globalVariables()).toEqual([]);
    expect(tf.trainableVariables()).toEqual([]);
  });

  it('is added to collections, one or more', () => {
    const [value, update] = tf.metrics.recall([true], [true], {
      metricsCollections: ['a', 'b'],
      updatesCollections: 'c',
    });
    expect(['a', 'b', 'c'].map((key) => tf.getCollection(key))).toEqual([[value], [value], [update]]);
  });

  it('takes labels with one axis of size 1 more', async () => {
    const [, update] = tf.metrics.accuracy([[1], [2]], [1, 2]);
    using session = new tf.Session();
    await session.run(tf.localVariablesInitializer());
    expect(await session.run(update)).toBe(1);
  });
});

it.each([
  ['labels of another shape', () => tf.metrics.accuracy([1, 2, 3], [1, 2]), 'Shapes (2,) and (3,) are incompatible.'],
  ['weights of another shape', () => tf.metrics.mean(tf.ones([2, 3]), tf.ones([2, 2])), 'weights can not be broadcast'],
  ['weights of two axes more', () => tf.metrics.truePositives([1], [1], [[[1]]]), 'Weights must be of rank 0 or 1'],
  ['another curve', () => tf.metrics.auc([1], [1], { curve: 'RPC' as never }), 'Curve must be either ROC or PR'],
  [
    'another method',
    () => tf.metrics.auc([1], [1], { summationMethod: 'simpson' as never }),
    'Invalid summationMethod: simpson.',
  ],
])('%s are refused', (_, build, message) => {
  expect(build).toThrow(message);
});

it('the area under a curve refuses predictions that are no probabilities', async () => {
  const [, update] = tf.metrics.auc([true, false], [0.5, 1.5]);
  using session = new tf.Session();
  await session.run(tf.localVariablesInitializer());
  await expect(session.run(update)).rejects.toThrow('predictions must be in [0, 1]');
});
