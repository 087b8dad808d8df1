// The step.
import * as tf from 'tensorloom';

const x = new tf.Variable(4, { name: 'x' });
const loss = tf.square(x.sub(1));
const optimizer = new tf.train.AdamOptimizer(0.5);
const trainStep = optimizer.minimize(loss);

const sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
for (let i = 0; i < 3; i++) await sess.run(trainStep);
console.log(await sess.run(x));
