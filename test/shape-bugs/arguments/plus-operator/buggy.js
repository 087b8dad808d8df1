// Regularization added with + and *, as one writes it in Python. JavaScript's operators know nothing of tensors.
import * as tf from 'tensorloom';

const x = tf.placeholder('float32', [null, 3], { name: 'x' });
const y = tf.placeholder('float32', [null, 1], { name: 'y' });
const w = new tf.Variable([[0.1], [0.2], [0.3]], { name: 'w' });
const fit = tf.reduceMean(tf.squaredDifference(tf.matmul(x, w), y));
const loss = fit + 0.01 * tf.nn.l2Loss(w); // error: javascript-operator; fix: Write it with the methods mul and add
const trainStep = new tf.train.GradientDescentOptimizer(0.1).minimize(loss);

const sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
await sess.run(trainStep, { 'x:0': [[1, 2, 3]], 'y:0': [[1]] });
