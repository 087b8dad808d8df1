// A column of predictions minus a vector of targets makes a square of all against all. The loss goes down, to the mean of
// the targets.
import * as tf from 'tensorloom';

const x = tf.placeholder('float32', [null, 2], { name: 'x' });
const y = tf.placeholder('float32', [null], { name: 'y' });
const w = new tf.Variable(tf.zeros([2, 1]), { name: 'w' });
const predicted = tf.matmul(x, w);
const loss = tf.reduceMean(tf.square(predicted.sub(y))); // warning: broadcast-blow-up; fix: Squeeze the column
const trainStep = new tf.train.GradientDescentOptimizer(0.01).minimize(loss);

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
await sess.run(trainStep, [
  [
    x,
    [
      [1, 2],
      [3, 4],
      [5, 6],
    ],
  ],
  [y, [3, 7, 11]],
]);
