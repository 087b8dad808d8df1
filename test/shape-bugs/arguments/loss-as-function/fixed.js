// The tensor.
import * as tf from 'tensorloom';

const x = tf.constant([1, 2, 3, 4]);
const y = tf.constant([3, 5, 7, 9]);
const slope = new tf.Variable(0, { name: 'slope' });
const offset = new tf.Variable(0, { name: 'offset' });
const optimizer = new tf.train.GradientDescentOptimizer(0.05);
const loss = () => tf.reduceMean(tf.square(slope.mul(x).add(offset).sub(y)));
const step = optimizer.minimize(loss());

const sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
for (let i = 0; i < 3; i++) await sess.run(step);
