/**
 * Models as they are trained here and, spelt again in whole-programs.py, in TensorFlow: with the same seeds of their
 * operations they draw the same weights and drop the same units. Their inputs are named x, labels and keep_prob.
 */

import type { NdArray } from '../../../engine/graph/index.ts';
import * as tf from '../../../engine/index.ts';

export interface Model {
  readonly loss: tf.Tensor;
  /** Adds gradients and updates to the graph. */
  train(): tf.Operation;
}

const meanLoss = (loss: tf.Tensor) => tf.reduceMean(loss, null, { name: 'mean_loss' });

/** The tutorial's network. */
function dense(): Model {
  const x = tf.placeholder('float32', [null, 784], { name: 'x' });
  const labels = tf.placeholder('float32', [null, 10], { name: 'labels' });
  const keepProb = tf.placeholder('float32', [], { name: 'keep_prob' });
  const layer = (input: tf.Tensor, from: number, to: number, seed: number) => {
    const w = new tf.Variable(tf.truncatedNormal([from, to], { stddev: 0.1, seed }), { name: 'weights' });
    return tf.matmul(input, w).add(new tf.Variable(tf.constant(0.1, { shape: [to] }), { name: 'biases' }));
  };
  const fc1 = tf.nn.dropout(tf.nn.softmax(layer(x, 784, 500, 1)), keepProb, { seed: 2 });
  const fc2 = tf.nn.dropout(tf.nn.relu(layer(fc1, 500, 100, 3)), keepProb, { seed: 4 });
  const loss = meanLoss(tf.nn.softmaxCrossEntropyWithLogits({ labels, logits: layer(fc2, 100, 10, 5) }));
  return { loss, train: () => new tf.train.AdamOptimizer(0.001).minimize(loss) };
}

/** Convolutions with batch normalization and moving averages, penalties, clipped gradients, a rate that decays. */
function convolutional(): Model {
  const x = tf.placeholder('float32', [null, 784], { name: 'x' });
  const labels = tf.placeholder('float32', [null, 10], { name: 'labels' });
  const keepProb = tf.placeholder('float32', [], { name: 'keep_prob' });
  const globalStep = new tf.Variable(0, { name: 'global_step', trainable: false, dtype: 'int64' });
  const noise = tf.randomNormal(tf.shape(x), { stddev: 0.05, seed: 11 });
  const images = tf.reshape(tf.add(x, noise), [-1, 28, 28, 1]);
  const convolved = (input: tf.Tensor, from: number, to: number, seed: number) =>
    tf.variableScope(`conv${seed}`, () => {
      const initializer = tf.glorotUniformInitializer({ seed });
      const kernel = tf.getVariable('kernel', { shape: [3, 3, from, to], initializer });
      const gamma = tf.getVariable('gamma', { shape: [to], initializer: tf.onesInitializer() });
      const beta = tf.getVariable('beta', { shape: [to], initializer: tf.zerosInitializer() });
      const options = { shape: [to], trainable: false };
      const average = tf.getVariable('moving_mean', { ...options, initializer: tf.zerosInitializer() });
      const y = tf.nn.conv2d(input, kernel, [1, 1, 1, 1], 'SAME');
      const [normal, mean] = tf.nn.fusedBatchNorm(y, gamma, beta, { epsilon: 0.001 });
      const update = tf.assignSub(average, tf.multiply(tf.subtract(average, mean), 0.1));
      tf.addToCollection(tf.GraphKeys.UPDATE_OPS, update);
      return tf.nn.maxPool(tf.nn.relu(normal), [1, 2, 2, 1], [1, 2, 2, 1], 'VALID');
    });
  const features = tf.reshape(convolved(convolved(images, 1, 8, 12), 8, 16, 13), [-1, 7 * 7 * 16]);
  const initializer = tf.varianceScalingInitializer({ scale: 2, distribution: 'truncated_normal', seed: 14 });
  const w = tf.getVariable('weights', { shape: [7 * 7 * 16, 10], initializer });
  const logits = tf.matmul(tf.nn.dropout(features, keepProb, { seed: 15 }), w);
  const error = meanLoss(tf.nn.softmaxCrossEntropyWithLogits({ labels, logits }));
  const loss = tf.add(error, tf.multiply(tf.nn.l2Loss(w), 0.001), { name: 'whole_loss' });
  const rate = tf.train.exponentialDecay(0.01, globalStep, 10, 0.9, { staircase: true });
  const optimizer = new tf.train.MomentumOptimizer(rate, 0.9, { useNesterov: true });
  const [gradients, variables] = unzip(optimizer.computeGradients(loss));
  const [clipped] = tf.clipByGlobalNorm(gradients, 1);
  const updates = tf.getCollection<tf.Tensor>(tf.GraphKeys.UPDATE_OPS);
  const train = tf.controlDependencies(updates, () =>
    optimizer.applyGradients(
      clipped.map((gradient, i) => [gradient, variables[i]]),
      { globalStep },
    ),
  );
  return { loss, train: () => train };
}

type Pair = readonly [gradient: tf.Tensor | null, variable: tf.Variable];

const unzip = (pairs: readonly Pair[]) =>
  [pairs.map(([gradient]) => gradient), pairs.map(([, variable]) => variable)] as const;

/** Rows of a table looked up and read in a loop with a branch: gradients of the table are sparse, dropout draws anew each pass. */
function recurrent(): Model {
  const x = tf.placeholder('int32', [null, 12], { name: 'x' });
  const labels = tf.placeholder('int64', [null], { name: 'labels' });
  const keepProb = tf.placeholder('float32', [], { name: 'keep_prob' });
  const units = 16;
  const initializer = tf.randomUniformInitializer(-0.3, 0.3, { seed: 21 });
  const table = tf.getVariable('table', { shape: [10, 8], initializer });
  const kernel = tf.getVariable('kernel', { shape: [8 + units, 2 * units], initializer });
  const bias = tf.getVariable('bias', { shape: [2 * units], initializer: tf.zerosInitializer() });
  const out = tf.getVariable('out', { shape: [units, 2], initializer });
  const inputs = tf.transpose(tf.nn.embeddingLookup(table, x), [1, 0, 2]);
  const steps = new tf.TensorArray('float32', { size: 12 }).unstack(inputs);
  const body = (t: tf.Tensor, state: tf.Tensor): [tf.Tensor, tf.Tensor] => {
    const both = tf.matmul(tf.concat([steps.read(t), state], 1), kernel).add(bias);
    const [gate, candidate] = tf.split(both, 2, 1);
    const g = tf.sigmoid(gate);
    const fresh = tf.nn.dropout(tf.tanh(candidate), keepProb, { seed: 22 });
    const early = () => tf.multiply(fresh, 0.5);
    const taken = tf.cond(tf.less(t, 4), early, () => fresh);
    return [tf.add(t, 1), tf.add(tf.multiply(g, state), tf.multiply(tf.subtract(1, g), taken))];
  };
  const start = tf.zeros(tf.stack([tf.shape(x).slice([0], [1]).reshape([]), tf.constant(units, 'int32')]));
  const [, last] = tf.whileLoop((t) => tf.less(t, 12), body, [tf.constant(0, 'int32'), start], {
    shapeInvariants: [[], [null, units]],
  });
  const logits = tf.matmul(last as tf.Tensor, out);
  const loss = meanLoss(tf.nn.sparseSoftmaxCrossEntropyWithLogits({ labels, logits }));
  return { loss, train: () => new tf.train.AdagradOptimizer(0.1).minimize(loss) };
}

export const models: Readonly<Record<string, () => Model>> = { dense, convolutional, recurrent };

/** How many steps each is trained, and how many rows a step sees. */
export const stepCount = 100;
export const batch: Readonly<Record<string, number>> = { dense: 100, convolutional: 20, recurrent: 32 };

/** What every step is fed, the steps along the first axis: digits, or rows of digits and whether the last but one is large. */
export function feedsOf(name: string): { readonly x: NdArray; readonly labels: NdArray } {
  const rows = stepCount * batch[name];
  if (name !== 'recurrent') {
    const { train } = tf.data.digits({ train: rows, test: 1, oneHot: true, seed: 7 });
    return { x: train.images as NdArray, labels: train.labels as NdArray };
  }
  let state = 12345;
  const digit = () => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return (state >>> 16) % 10;
  };
  const x = Int32Array.from({ length: rows * 12 }, digit);
  const labels = BigInt64Array.from({ length: rows }, (_, i) => BigInt(x[i * 12 + 10] >= 5));
  return { x: new tf.NdArray('int32', [rows, 12], x), labels: new tf.NdArray('int64', [rows], labels) };
}
