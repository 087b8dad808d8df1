// The counter is cast before it meets fractions.
import * as tf from 'tensorloom';

const globalStep = tf.train.getOrCreateGlobalStep();
const decay = globalStep.cast('float32').mul(0.001);
const rate = tf.div(0.5, tf.add(decay, 1));
const w = new tf.Variable([1, 2, 3], { name: 'w' });
const trainStep = new tf.train.GradientDescentOptimizer(rate).minimize(tf.reduceSum(tf.square(w)), { globalStep });

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
for (const step of tf.train.steps(3)) {
  await sess.run(trainStep);
  console.log(step, await sess.run(rate));
}
