// With one output there is nothing to choose from: its argmax is always 0.
import * as tf from 'tensorloom';

const x = tf.placeholder('float32', [null, 3], { name: 'x' });
const labels = tf.placeholder('float32', [null, 1], { name: 'labels' });
const w = new tf.Variable(tf.randomNormal([3, 1]), { name: 'w' });
const logits = tf.matmul(x, w);
const loss = tf.reduceMean(tf.nn.sigmoidCrossEntropyWithLogits({ labels, logits }));
const trainStep = new tf.train.AdamOptimizer(0.1).minimize(loss);
const guess = tf.argmax(logits, 1); // warning: argmax-of-one

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
const rows = [
  [1, 0, 0],
  [0, 1, 1],
];
await sess.run(trainStep, { 'x:0': rows, 'labels:0': [[1], [0]] });
console.log((await sess.run(guess, { 'x:0': rows })).shape);
