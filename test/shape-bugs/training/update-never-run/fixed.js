// Grouped with the step.
import * as tf from 'tensorloom';

const x = new tf.Variable(4, { name: 'x' });
const average = new tf.Variable(0, { name: 'average', trainable: false });
const trainStep = new tf.train.GradientDescentOptimizer(0.1).minimize(tf.square(x));
const update = average.assign(average.mul(0.9).add(x.mul(0.1)));
const both = tf.group(trainStep, update);

const sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
for (let i = 0; i < 3; i++) await sess.run(both);
console.log(await sess.run(average));
