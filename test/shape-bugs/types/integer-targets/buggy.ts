// Counts are kept as integers and predicted as floats; the two cannot be subtracted.
import * as tf from 'tensorloom';

const hours = tf.placeholder('float32', [null, 1], { name: 'hours' });
const visitors = tf.placeholder('int32', [null, 1], { name: 'visitors' });
const slope = new tf.Variable([[0.1]], { name: 'slope' });
const predicted = tf.matmul(hours, slope);
const error = tf.square(predicted.sub(visitors)); // error: dtype-mismatch; fix: Cast visitors to float32
const loss = tf.reduceMean(error);
const trainStep = new tf.train.GradientDescentOptimizer(0.01).minimize(loss);

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
await sess.run(trainStep, [
  [hours, [[1], [2], [3]]],
  [visitors, [[10], [21], [29]]],
]);
