// A function that makes layers ends each of them in a sigmoid, also the last one, whose output the loss takes for logits.
import * as tf from 'tensorloom';

type Activation = (x: tf.Tensor) => tf.Tensor;

function layer(x: tf.Tensor, from: number, to: number, activation: Activation = tf.sigmoid) {
  const w = new tf.Variable(tf.randomNormal([from, to], { stddev: 0.3 }));
  const b = new tf.Variable(tf.zeros([to]));
  return activation(tf.matmul(x, w).add(b));
}

const x = tf.placeholder('float32', [null, 2], { name: 'x' });
const labels = tf.placeholder('float32', [null, 1], { name: 'labels' });
const logits = layer(layer(x, 2, 4), 4, 1);
const loss = tf.reduceMean(tf.nn.sigmoidCrossEntropyWithLogits({ labels, logits })); // warning: softmax-before-cross-entropy
const trainStep = new tf.train.AdamOptimizer(0.05).minimize(loss);

const table = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
];
using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
const exclusiveOr = table.map(([a, b]) => [a ^ b]);
await sess.run(trainStep, [
  [x, table],
  [labels, exclusiveOr],
]);
