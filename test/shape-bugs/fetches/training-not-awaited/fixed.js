// One after the other.
import * as tf from 'tensorloom';

const x = new tf.Variable(4, { name: 'x' });
const trainStep = new tf.train.GradientDescentOptimizer(0.1).minimize(tf.square(x));

const sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
for (let i = 0; i < 5; i++) {
  await sess.run(trainStep);
}
console.log(await sess.run(x));
