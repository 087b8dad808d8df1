/**
 * Batch normalization as TensorFlow 1's users write it: moments of the batch, moving averages of them that a training
 * step keeps, and the averages in their place when the model is used.
 */

import { expect, it } from 'vitest';
import * as tf from '../../engine/index.ts';

const decay = 0.75;
const epsilon = 1e-3;

const model = new tf.Graph().asDefault((graph) => {
  const x = tf.placeholder('float32', [null, 2], { name: 'x' });
  const training = tf.placeholder('bool', [], { name: 'training' });
  const beta = new tf.Variable(tf.zeros([2]), { name: 'beta' });
  const gamma = new tf.Variable(tf.ones([2]), { name: 'gamma', trainable: false });
  const [batchMean, batchVariance] = tf.nn.moments(x, [0], { name: 'moments' });
  const ema = new tf.train.ExponentialMovingAverage(decay);
  const update = ema.apply([batchMean, batchVariance]);
  const [mean, variance] = [ema.average(batchMean)!, ema.average(batchVariance)!];
  const choose = (batch: tf.Tensor, average: tf.Variable) => tf.where(tf.fill([2], training), batch, average);
  const y = tf.nn.batchNormalization(x, choose(batchMean, mean), choose(batchVariance, variance), beta, gamma, epsilon);
  const loss = tf.reduceMean(tf.square(y.sub(1)));
  const step = new tf.train.GradientDescentOptimizer(0.5).minimize(loss);
  const train = tf.group(step, update);
  return { graph, x, training, beta, mean, variance, y, train, init: tf.globalVariablesInitializer() };
});

const batches = [
  [
    [1, 10],
    [3, 30],
  ],
  [
    [5, 50],
    [9, 70],
  ],
];
const moments = batches.map((rows) =>
  [0, 1].map((column) => {
    const values = rows.map((row) => row[column]);
    const mean = values.reduce((a, b) => a + b) / values.length;
    return { mean, variance: values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length };
  }),
);
/** The average after both batches, from 0. */
const averaged = (key: 'mean' | 'variance') =>
  [0, 1].map((column) => moments.reduce((average, batch) => decay * average + (1 - decay) * batch[column][key], 0));
const close = (actual: Iterable<number>, expected: readonly number[]) => {
  const values = [...actual];
  expect(values.length).toBe(expected.length);
  expected.forEach((value, i) => {
    expect(values[i]).toBeCloseTo(value, 4);
  });
};

it('normalizes by the batch in training, by the averages in use', async () => {
  using sess = new tf.Session({ graph: model.graph });
  await sess.run(model.init);
  const normalized = await sess.run(model.y, [
    [model.x, batches[0]],
    [model.training, true],
  ]);
  const scale = moments[0].map(({ variance }) => 1 / Math.sqrt(variance + epsilon));
  close(normalized.data, [-scale[0], -10 * scale[1], scale[0], 10 * scale[1]]);

  for (const batch of batches) {
    await sess.run(model.train, [
      [model.x, batch],
      [model.training, true],
    ]);
  }
  const [mean, variance, beta] = await sess.run([model.mean, model.variance, model.beta]);
  close((mean as tf.NdArray<'float32'>).data, averaged('mean'));
  close((variance as tf.NdArray<'float32'>).data, averaged('variance'));
  // The mean of what is normalized is 0, so each step takes half of beta's way to 1.
  close(beta.data, [0.75, 0.75]);

  const used = await sess.run(model.y, [
    [model.x, [[7, 7]]],
    [model.training, false],
  ]);
  const expected = [0, 1].map(
    (i) => (7 - averaged('mean')[i]) / Math.sqrt(averaged('variance')[i] + epsilon) + beta.data[i],
  );
  close(used.data, expected);
});

it('averages of variables follow the step that they wait for', async () => {
  const graph = new tf.Graph();
  const { v, average, maintain, init, counted } = graph.asDefault(() => {
    const v = new tf.Variable(10, { name: 'v' });
    const ema = new tf.train.ExponentialMovingAverage(0.9);
    const step = v.assignAdd(1);
    const maintain = tf.controlDependencies([step], () => ema.apply([v]));
    const counted = tf.controlDependencies([v.assignAdd(100)], () => tf.identity(v));
    return { v, average: ema.average(v)!, maintain, counted, init: tf.globalVariablesInitializer() };
  });
  using sess = new tf.Session({ graph });
  await sess.run(init);
  let expected = 10;
  for (let i = 1; i <= 3; i++) {
    await sess.run(maintain);
    expected = 0.9 * expected + 0.1 * (10 + i);
    const [value, kept] = await sess.run([v, average]);
    expect(value).toBe(10 + i);
    expect(kept).toBeCloseTo(expected, 5);
  }
  expect([await sess.run(counted), await sess.run(counted)]).toEqual([113, 213]);
});
