// A learning rate computed from the step counter, which is an integer: 0.001 is none.
import * as tf from 'tensorloom';

const globalStep = tf.train.getOrCreateGlobalStep();
const decay = globalStep.mul(0.001); // error: dtype-mismatch; fix: Cast globalStep to float32
const rate = tf.div(0.5, tf.add(decay, 1));
const w = new tf.Variable([1, 2, 3], { name: 'w' });
const trainStep = new tf.train.GradientDescentOptimizer(rate).minimize(tf.reduceSum(tf.square(w)), { globalStep });

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
for (const step of tf.train.steps(3)) {
  await sess.run(trainStep);
  console.log(step, await sess.run(rate));
}
