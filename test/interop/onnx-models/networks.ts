/** Whole networks, trained for a few steps: what people export. */

import { NdArray } from '../../../engine/graph/index.ts';
import * as tf from '../../../engine/index.ts';
import { type ExportedModel, noise } from './model.ts';

const floats = (shape: readonly number[], seed = 1): NdArray =>
  noise(shape, (data) => new NdArray('float32', shape, data), seed);

/** Classes for a batch, one-hot. */
function labelsOf(count: number, classes: number): NdArray {
  const data = Float32Array.from({ length: count * classes }, (_, i) =>
    Number(i % classes === Math.floor(i / classes) % classes),
  );
  return new NdArray('float32', [count, classes], data);
}

async function trained(
  session: tf.Session,
  x: tf.Tensor,
  logits: tf.Tensor,
  more: readonly (readonly [tf.Tensor, number | boolean])[] = [],
): Promise<void> {
  const { graph } = session;
  const classes = logits.shape.known?.[1] ?? (logits.shape.asList()[1] as number);
  const [labels, train] = graph.asDefault(() => {
    const labels = tf.placeholder('float32', [null, classes]);
    const loss = tf.reduceMean(tf.nn.softmaxCrossEntropyWithLogitsV2({ labels, logits }));
    return [labels, new tf.train.AdamOptimizer(0.01).minimize(loss)] as const;
  });
  const updates = graph.collections.get(tf.GraphKeys.UPDATE_OPS) as tf.Operation[];
  await session.run(graph.asDefault(() => tf.globalVariablesInitializer()));
  const shape = x.shape.asList().map((size) => size ?? 8);
  for (let step = 0; step < 3; step++) {
    const feeds = [[x, floats(shape, step)] as const, [labels, labelsOf(8, classes)] as const, ...more];
    await session.run([train, ...updates] as never, feeds);
  }
}

/** The tutorial's network: two layers, with a dropout between. */
async function perceptron(): Promise<ExportedModel> {
  const graph = new tf.Graph();
  const { x, keep, logits, probabilities, classOf } = graph.asDefault(() => {
    const x = tf.placeholder('float32', [null, 784], { name: 'input' });
    const keep = tf.placeholder('float32', [], { name: 'keepProb' });
    const hidden = tf.layers.dense(x, 64, { activation: tf.nn.relu });
    const logits = tf.layers.dense(tf.nn.dropout(hidden, keep), 10);
    return { x, keep, logits, probabilities: tf.nn.softmax(logits), classOf: tf.argmax(logits, 1) };
  });
  const session = new tf.Session({ graph });
  await trained(session, x, logits, [[keep, 0.5]]);
  return {
    name: 'perceptron',
    session,
    inputs: { image: x },
    outputs: { probabilities, class: classOf },
    feeds: [[keep, 1]],
    runs: [{ image: floats([1, 784]) }, { image: floats([5, 784]) }],
  };
}

/** Convolutions, batch normalization, pools and dropout, with a shortcut around one layer. */
async function convolutional(): Promise<ExportedModel> {
  const graph = new tf.Graph();
  const { x, logits } = graph.asDefault(() => {
    const x = tf.placeholder('float32', [null, 28, 28, 1], { name: 'images' });
    const block = (input: tf.Tensor, filters: number, strides = 1): tf.Tensor => {
      const y = tf.layers.conv2d(input, filters, 3, { strides, padding: 'same', useBias: false });
      return tf.nn.relu(tf.layers.batchNormalization(y, { training: false }));
    };
    let y = block(x, 8);
    y = tf.layers.maxPooling2d(y, 2, 2, 'same');
    y = y.add(block(y, 8));
    y = tf.pad(y, [
      [0, 0],
      [1, 0],
      [0, 1],
      [0, 0],
    ]);
    y = tf.concat([block(y, 8, 2), tf.layers.averagePooling2d(y, 2, 2, 'same')], 3);
    y = tf.layers.conv2d(y, 12, 3, { strides: 2, padding: 'valid', activation: tf.nn.elu });
    y = tf.nn.localResponseNormalization(y);
    y = tf.layers.dropout(tf.layers.flatten(y), { rate: 0.4, training: false });
    return { x, logits: tf.layers.dense(y, 10) };
  });
  const session = new tf.Session({ graph });
  await trained(session, x, logits);
  return {
    name: 'convolutional',
    session,
    inputs: { images: x },
    outputs: { logits },
    runs: [{ images: floats([1, 28, 28, 1]) }, { images: floats([3, 28, 28, 1]) }],
  };
}

/** Depthwise and pointwise convolutions with inverted residuals, as MobileNet has them; images of any size. */
async function depthwise(): Promise<ExportedModel> {
  const graph = new tf.Graph();
  const { x, logits } = graph.asDefault(() => {
    const x = tf.placeholder('float32', [null, null, null, 3], { name: 'images' });
    const variable = (shape: number[]) => new tf.Variable(tf.truncatedNormal(shape, { stddev: 0.2, seed: 3 }));
    const norm = (y: tf.Tensor): tf.Tensor => {
      const depth = y.shape.dims!.at(-1) as number;
      const [mean, variance] = [new tf.Variable(tf.fill([depth], 0.1)), new tf.Variable(tf.fill([depth], 0.9))];
      const [offset, scale] = [new tf.Variable(tf.zeros([depth])), new tf.Variable(tf.ones([depth]))];
      return tf.nn.fusedBatchNorm(y, scale, offset, { mean, variance, isTraining: false })[0];
    };
    const pointwise = (y: tf.Tensor, to: number) =>
      norm(tf.nn.conv2d(y, variable([1, 1, y.shape.dims!.at(-1) as number, to]), [1, 1, 1, 1], 'SAME'));
    const separable = (y: tf.Tensor, to: number, stride: number) => {
      const wide = tf.nn.relu6(pointwise(y, 2 * to));
      const filter = variable([3, 3, 2 * to, 1]);
      const deep = tf.nn.depthwiseConv2d(wide, filter, [1, stride, stride, 1], 'SAME');
      return pointwise(tf.nn.relu6(norm(deep)), to);
    };
    let y = tf.nn.relu6(norm(tf.nn.conv2d(x, variable([3, 3, 3, 8]), [1, 2, 2, 1], 'SAME')));
    y = separable(y, 8, 1).add(y);
    y = separable(y, 12, 2);
    y = y.add(separable(y, 12, 1));
    return { x, logits: tf.matmul(tf.reduceMean(y, [1, 2]), variable([12, 5])) };
  });
  const session = new tf.Session({ graph });
  await session.run(graph.asDefault(() => tf.globalVariablesInitializer()));
  return {
    name: 'depthwise',
    session,
    inputs: { images: x },
    outputs: { logits },
    runs: [{ images: floats([2, 32, 32, 3]) }, { images: floats([1, 21, 30, 3]) }],
  };
}

/** A recurrent network over words: embedding, two layers of LSTM, the last output. */
async function recurrent(): Promise<ExportedModel> {
  const graph = new tf.Graph();
  const { words, logits, state } = graph.asDefault(() => {
    const words = tf.placeholder('int32', [null, 6], { name: 'words' });
    const table = new tf.Variable(tf.randomUniform([20, 8], -1, 1, { seed: 5 }));
    const steps = tf.unstack(tf.nn.embeddingLookup(table, words), 6, 1);
    const cell = new tf.nn.rnnCell.MultiRNNCell([new tf.nn.rnnCell.LSTMCell(10), new tf.nn.rnnCell.GRUCell(7)]);
    const [outputs, state] = tf.nn.staticRnn(cell, steps, { dtype: 'float32' }) as unknown as [tf.Tensor[], unknown[]];
    const logits = tf.layers.dense(outputs.at(-1)!, 4);
    return { words, logits, state: (state[1] ?? outputs[0]) as tf.Tensor };
  });
  const session = new tf.Session({ graph });
  await session.run(graph.asDefault(() => tf.globalVariablesInitializer()));
  const ids = (count: number) =>
    new NdArray(
      'int32',
      [count, 6],
      Int32Array.from({ length: count * 6 }, (_, i) => (i * 7) % 20),
    );
  return {
    name: 'recurrent',
    session,
    inputs: { words },
    outputs: { logits, state },
    runs: [{ words: ids(1) }, { words: ids(4) }],
  };
}

/** Attention over a sequence of any length, with a mask of what is to come; layer normalization by hand. */
async function attention(): Promise<ExportedModel> {
  const graph = new tf.Graph();
  const { x, y } = graph.asDefault(() => {
    const x = tf.placeholder('float32', [null, 5, 12], { name: 'x' });
    const heads = (width: number) => {
      const y = tf.layers.dense(x, width);
      return tf.transpose(tf.reshape(y, [-1, 5, 3, width / 3]), [0, 2, 1, 3]);
    };
    const scores = tf.matmul(heads(12), heads(12), { transposeB: true }).div(2);
    const mask = tf.matrixBandPart(tf.ones([5, 5]), -1, 0);
    const weights = tf.nn.softmax(scores.add(mask.sub(1).mul(1e9)));
    const mixed = tf.reshape(tf.transpose(tf.matmul(weights, heads(12)), [0, 2, 1, 3]), [-1, 5, 12]);
    const sum = tf.layers.dense(mixed, 12).add(x);
    const [mean, variance] = tf.nn.moments(sum, [-1], { keepDims: true }) as tf.Tensor[];
    return { x, y: sum.sub(mean).mul(tf.rsqrt(variance.add(1e-6))) };
  });
  const session = new tf.Session({ graph });
  await session.run(graph.asDefault(() => tf.globalVariablesInitializer()));
  return {
    name: 'attention',
    session,
    inputs: { x },
    outputs: { y },
    runs: [{ x: floats([1, 5, 12]) }, { x: floats([3, 5, 12]) }],
  };
}

/** Images made from a code: transposed convolutions, and enlargement. */
async function generator(): Promise<ExportedModel> {
  const graph = new tf.Graph();
  const { code, image, large } = graph.asDefault(() => {
    const code = tf.placeholder('float32', [null, 6], { name: 'code' });
    let y = tf.reshape(tf.layers.dense(code, 4 * 4 * 6), [-1, 4, 4, 6]);
    y = tf.nn.leakyRelu(tf.layers.conv2dTranspose(y, 5, 3, { strides: 2, padding: 'same' }));
    y = tf.layers.conv2dTranspose(y, 3, 4, { strides: 2, padding: 'valid', activation: tf.tanh });
    const larger = tf.image.resizeNearestNeighbor(tf.image.resizeBilinear(y, [25, 31]), [50, 40]);
    return { code, image: y, large: larger };
  });
  const session = new tf.Session({ graph });
  await session.run(graph.asDefault(() => tf.globalVariablesInitializer()));
  return {
    name: 'generator',
    session,
    inputs: { code },
    outputs: { image, large },
    runs: [{ code: floats([1, 6]) }, { code: floats([2, 6]) }],
  };
}

export const networks: readonly (() => Promise<ExportedModel>)[] = [
  perceptron,
  convolutional,
  depthwise,
  recurrent,
  attention,
  generator,
];
