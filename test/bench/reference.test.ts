// The benchmark's plain loops against the engine, on networks small enough to take no time.

import { beforeEach, describe, expect, it } from 'vitest';
import { elementsOf, oneHotOf, type Uniform } from '../../bench/engine/generator.ts';
import type { ConvolutionalTraining, DenseTraining, Training } from '../../bench/engine/workload.ts';
import { expectedConvolutionalLosses, expectedDenseLosses } from '../../bench/engine/workloads/reference-training.ts';
import * as tf from '../../engine/index.ts';

let lastSeed = 0;
const uniform = (shape: readonly number[], low = -1, high = 1): Uniform => ({ seed: ++lastSeed, shape, low, high });
const batches = {
  size: 2,
  images: uniform([4, 16], 0, 1),
  labels: { seed: 90, rows: 4, classes: 3 },
};
const output = (inputs: number) =>
  ({ weights: uniform([inputs, 3]), biases: uniform([3]), activation: 'none' }) as const;

beforeEach(() => tf.resetDefaultGraph());

describe('losses of training', () => {
  it('of dense layers', async () => {
    const hidden = { weights: uniform([16, 5]), biases: uniform([5]), activation: 'softmax' } as const;
    const training: DenseTraining = {
      kind: 'dense-training',
      layers: [hidden, { ...hidden, weights: uniform([5, 5]), activation: 'relu' }, output(5)],
      keep: 1,
      batches,
      learningRate: 0.1,
      comparedSteps: 4,
    };
    const images = tf.placeholder('float32', [2, 16]);
    let values: tf.Tensor = images;
    for (const { weights, biases, activation } of training.layers) {
      values = tf.matmul(values, variable(weights)).add(variable(biases));
      if (activation === 'softmax') values = tf.nn.softmax(values);
      if (activation === 'relu') values = tf.nn.relu(values);
    }
    await expectLosses(training, images, values, expectedDenseLosses(training), (losses) => losses);
  });

  it('of convolutions and a pooling', async () => {
    const training: ConvolutionalTraining = {
      kind: 'convolutional-training',
      convolutions: [
        { filter: uniform([3, 3, 1, 2]), biases: uniform([2]) },
        { filter: uniform([3, 3, 2, 3]), biases: uniform([3]) },
      ],
      dense: [output(12)],
      batches,
      learningRate: 0.1,
      comparedSteps: 4,
    };
    const images = tf.placeholder('float32', [2, 16]);
    let values: tf.Tensor = tf.reshape(images, [2, 4, 4, 1]);
    for (const { filter, biases } of training.convolutions) {
      values = tf.nn.relu(tf.nn.conv2d(values, variable(filter), [1, 1, 1, 1], 'SAME').add(variable(biases)));
    }
    values = tf.reshape(tf.nn.maxPool(values, [1, 2, 2, 1], [1, 2, 2, 1], 'SAME'), [2, 12]);
    const [{ weights, biases }] = training.dense;
    values = tf.matmul(values, variable(weights)).add(variable(biases));
    await expectLosses(training, images, values, expectedConvolutionalLosses(training), (losses) =>
      tf.reduceMean(losses),
    );
  });
});

function variable(given: Uniform): tf.Tensor {
  return new tf.Variable(tf.constant(elementsOf(given), { shape: [...given.shape] })).value();
}

async function expectLosses(
  { learningRate, comparedSteps }: Training,
  images: tf.Tensor,
  logits: tf.Tensor,
  expected: readonly number[],
  reduce: (losses: tf.Tensor) => tf.Tensor,
): Promise<void> {
  const labels = tf.placeholder('float32', [2, 3]);
  const losses = tf.nn.softmaxCrossEntropyWithLogits({ labels, logits });
  const fetches = [new tf.train.AdamOptimizer(learningRate).minimize(reduce(losses)), tf.reduceMean(losses)];
  using session = new tf.Session();
  await session.run(tf.globalVariablesInitializer());
  const pixels = elementsOf(batches.images);
  const answers = oneHotOf(batches.labels);
  for (let step = 0; step < comparedSteps; step++) {
    const from = (step % 2) * 2;
    const [, loss] = await session.run(fetches, [
      [images, new tf.NdArray('float32', [2, 16], pixels.slice(from * 16, (from + 2) * 16))],
      [labels, new tf.NdArray('float32', [2, 3], answers.slice(from * 3, (from + 2) * 3))],
    ]);
    expect(loss, `step ${step}`).toBeCloseTo(expected[step], 4);
  }
}
