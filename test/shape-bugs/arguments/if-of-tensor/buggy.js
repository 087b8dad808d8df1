// An early stop that asks the tensor, not the number that the session gave: a tensor has no value while the graph is built.
import * as tf from 'tensorloom';

const target = tf.constant([1, -1]);
const point = new tf.Variable([0, 0], { name: 'point' });
const loss = tf.reduceSum(tf.squaredDifference(point, target));
const trainStep = new tf.train.GradientDescentOptimizer(0.3).minimize(loss);

const sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
for (let i = 0; i < 20; i++) {
  await sess.run([trainStep, loss]);
  if (loss < 0.01) break; // error: javascript-operator
}
console.log((await sess.run(point)).toArray());
