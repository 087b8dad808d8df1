// The step is made inside the function that the loop calls: each call makes another optimizer and its gradients.
import * as tf from 'tensorloom';

const target = tf.placeholder('float32', [2], { name: 'target' });
const position = new tf.Variable([0, 0], { name: 'position' });
const distance = tf.reduceSum(tf.squaredDifference(position, target));

async function moveTowards(sess: tf.Session, point: number[]) {
  const step = new tf.train.GradientDescentOptimizer(0.1).minimize(distance); // warning: operations-in-loop
  await sess.run(step, [[target, point]]);
  return sess.run(distance, [[target, point]]);
}

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
for (const step of tf.train.steps(3)) {
  console.log(step, await moveTowards(sess, [1, 2]));
}
