// A training step that nobody waits for, in a loop: all steps are asked for at once, and a fault in one of them ends the
// program from nowhere.
import * as tf from 'tensorloom';

const x = new tf.Variable(4, { name: 'x' });
const trainStep = new tf.train.GradientDescentOptimizer(0.1).minimize(tf.square(x));

const sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
for (let i = 0; i < 5; i++) {
  sess.run(trainStep); // warning: missing-await; fix: Add await
}
console.log(await sess.run(x));
