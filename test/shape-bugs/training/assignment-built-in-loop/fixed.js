// One operation, fed with the rate.
import * as tf from 'tensorloom';

const rate = new tf.Variable(0.1, { name: 'rate', trainable: false });
const x = new tf.Variable(5, { name: 'x' });
const trainStep = new tf.train.GradientDescentOptimizer(rate).minimize(tf.square(x));
const newRate = tf.placeholder('float32', [], { name: 'new_rate' });
const setRate = rate.assign(newRate);

const sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
for (let epoch = 0; epoch < 4; epoch++) {
  await sess.run(setRate, [[newRate, 0.1 * 0.5 ** epoch]]);
  await sess.run(trainStep);
}
console.log(await sess.run(x));
