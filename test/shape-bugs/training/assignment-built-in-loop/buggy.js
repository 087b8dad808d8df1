// assign is an operation, not an assignment: called in the loop, it adds one to the graph each time.
import * as tf from 'tensorloom';

const rate = new tf.Variable(0.1, { name: 'rate', trainable: false });
const x = new tf.Variable(5, { name: 'x' });
const trainStep = new tf.train.GradientDescentOptimizer(rate).minimize(tf.square(x));

const sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
for (let epoch = 0; epoch < 4; epoch++) {
  await sess.run(rate.assign(0.1 * 0.5 ** epoch)); // warning: operations-in-loop
  await sess.run(trainStep);
}
console.log(await sess.run(x));
