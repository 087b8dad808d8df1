// Methods in place of operators.
import * as tf from 'tensorloom';

const x = tf.placeholder('float32', [null, 3], { name: 'x' });
const y = tf.placeholder('float32', [null, 1], { name: 'y' });
const w = new tf.Variable([[0.1], [0.2], [0.3]], { name: 'w' });
const fit = tf.reduceMean(tf.squaredDifference(tf.matmul(x, w), y));
const loss = fit.add(tf.nn.l2Loss(w).mul(0.01));
const trainStep = new tf.train.GradientDescentOptimizer(0.1).minimize(loss);

const sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
await sess.run(trainStep, { 'x:0': [[1, 2, 3]], 'y:0': [[1]] });
