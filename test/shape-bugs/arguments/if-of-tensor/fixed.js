// The number that the run gave.
import * as tf from 'tensorloom';

const target = tf.constant([1, -1]);
const point = new tf.Variable([0, 0], { name: 'point' });
const loss = tf.reduceSum(tf.squaredDifference(point, target));
const trainStep = new tf.train.GradientDescentOptimizer(0.3).minimize(loss);

const sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
for (let i = 0; i < 20; i++) {
  const [, value] = await sess.run([trainStep, loss]);
  if (value < 0.01) break;
}
console.log((await sess.run(point)).toArray());
