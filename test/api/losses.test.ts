/** What `tf.losses` refuses, what weights may be, and where losses are found. Numbers and nodes: test/golden/libraries. */

import { beforeEach, describe, expect, it } from 'vitest';
import { resetDefaultGraph } from '../../engine/graph/index.ts';
import * as tf from '../../engine/index.ts';

beforeEach(() => resetDefaultGraph());

const open = (...sizes: (number | null)[]) => tf.placeholder('float32', sizes);

describe('weights', () => {
  it.each([
    [
      'of fewer axes',
      () => tf.losses.meanSquaredError(open(null, 3), open(null, 3), [1, 2, 3]),
      'values.rank=2. weights.rank=1.',
    ],
    [
      'of another size',
      () => tf.losses.absoluteDifference(tf.ones([2, 3]), tf.ones([2, 3]), tf.ones([2, 2])),
      'weights can not be broadcast to values. Mismatch at dim 1. values.shape=(2, 3), weights.shape=(2, 2).',
    ],
    [
      'of another size where the batch is open',
      () => tf.losses.absoluteDifference(open(null, 3), open(null, 3), open(null, 2)),
      'Mismatch at dim 1',
    ],
  ])('%s are refused', (_, build, message) => {
    expect(build).toThrow(message);
  });

  it('of a size that only a run knows are checked by the run', async () => {
    const [labels, predictions, weights] = [open(null, 1), open(null, 1), open(null, null)];
    const loss = tf.losses.meanSquaredError(labels, predictions, weights);
    using session = new tf.Session();
    const feeds = (size: number): [tf.Tensor, number[][]][] => [
      [labels, [[1], [2]]],
      [predictions, [[3], [2]]],
      [weights, [Array(size).fill(2), Array(size).fill(2)]],
    ];
    expect(await session.run(loss, feeds(1))).toBe(4);
    await expect(session.run(loss, feeds(2))).rejects.toThrow('weights can not be broadcast to values.');
  });

  it('of 0 do not count, and all of them give 0', async () => {
    const some = tf.losses.absoluteDifference([0, 0, 0], [1, 2, 3], [1, 0, 1]);
    const none = tf.losses.absoluteDifference([0, 0, 0], [1, 2, 3], 0);
    using session = new tf.Session();
    expect(await session.run([some, none])).toEqual([2, 0]);
  });
});

it.each([
  ['shapes that differ', () => tf.losses.meanSquaredError(tf.ones([2]), tf.ones([3])), 'Shapes (3,) and (2,)'],
  ['labels left out', () => tf.losses.hingeLoss(null as never, tf.ones([3])), 'Argument labels must be given'],
  ['no axis', () => tf.losses.cosineDistance(tf.ones([2]), tf.ones([2])), 'You must specify `axis`.'],
  [
    'an unknown reduction',
    () => tf.losses.meanSquaredError([1], [1], { reduction: 'mean' as never }),
    'Invalid Reduction Key mean.',
  ],
  ['a total of nothing', () => tf.losses.getTotalLoss(), 'No losses to add up'],
])('%s is refused', (_, build, message) => {
  expect(build).toThrow(message);
});

describe('collections', () => {
  it('hold each loss, or not, or elsewhere', () => {
    const loss = tf.losses.meanSquaredError([1], [2]);
    tf.losses.meanSquaredError([1], [2], { lossCollection: null });
    const other = tf.losses.meanSquaredError([1], [2], { lossCollection: 'mine' });
    expect(tf.losses.getLosses()).toEqual([loss]);
    expect(tf.losses.getLosses(null, 'mine')).toEqual([other]);
    expect(tf.getCollection(tf.GraphKeys.LOSSES)).toEqual([loss]);
  });

  it('give a total with what regularizers say of variables', async () => {
    tf.getVariable('w', [2], { initializer: tf.onesInitializer, regularizer: tf.regularizers.l2(0.5) });
    tf.losses.absoluteDifference([1], [3]);
    const totals = [tf.losses.getTotalLoss(), tf.losses.getTotalLoss(false), tf.losses.getRegularizationLoss()];
    using session = new tf.Session();
    await session.run(tf.globalVariablesInitializer());
    expect(await session.run(totals)).toEqual([3, 2, 1]);
  });
});

it('trains', async () => {
  const w = new tf.Variable([0, 0]);
  const loss = tf.losses.huberLoss([1, -2], w);
  const step = new tf.train.GradientDescentOptimizer(0.5).minimize(loss);
  using session = new tf.Session();
  await session.run(tf.globalVariablesInitializer());
  for (let i = 0; i < 40; i++) await session.run(step);
  expect(await session.run(loss)).toBeLessThan(1e-3);
});
