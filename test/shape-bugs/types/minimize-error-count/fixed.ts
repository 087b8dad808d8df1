// The cross entropy has a slope.
import * as tf from 'tensorloom';

const x = tf.placeholder('float32', [null, 2], { name: 'x' });
const labels = tf.placeholder('int64', [null], { name: 'labels' });
const w = new tf.Variable(tf.randomNormal([2, 3]), { name: 'w' });
const logits = tf.matmul(x, w);
const mistakes = tf.reduceMean(tf.nn.sparseSoftmaxCrossEntropyWithLogits({ labels, logits }));
const trainStep = new tf.train.GradientDescentOptimizer(0.1).minimize(mistakes);

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
await sess.run(trainStep, [
  [
    x,
    [
      [0, 1],
      [1, 0],
    ],
  ],
  [labels, [2, 0]],
]);
