// The penalty on the weights is computed and never added to the loss.
import * as tf from 'tensorloom';

const x = tf.placeholder('float32', [null, 3], { name: 'x' });
const y = tf.placeholder('float32', [null, 1], { name: 'y' });
const w = new tf.Variable(tf.ones([3, 1]), { name: 'w' });
const fit = tf.reduceMean(tf.squaredDifference(tf.matmul(x, w), y));
const penalty = tf.nn.l2Loss(w).mul(0.01); // hint: unused-graph-part
const trainStep = new tf.train.GradientDescentOptimizer(0.1).minimize(fit);

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
await sess.run(trainStep, [
  [x, [[1, 2, 3]]],
  [y, [[6]]],
]);
