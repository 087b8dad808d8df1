// The number of mistakes is what one wants to be small, but it is a whole number, which has no slope to go down.
import * as tf from 'tensorloom';

const x = tf.placeholder('float32', [null, 2], { name: 'x' });
const labels = tf.placeholder('int64', [null], { name: 'labels' });
const w = new tf.Variable(tf.randomNormal([2, 3]), { name: 'w' });
const logits = tf.matmul(x, w);
const mistakes = tf.reduceSum(tf.cast(tf.notEqual(tf.argmax(logits, 1), labels), 'int32'));
const trainStep = new tf.train.GradientDescentOptimizer(0.1).minimize(mistakes); // error: dtype-mismatch

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
