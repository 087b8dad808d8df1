// Closed when everything is done.
import * as tf from 'tensorloom';

const x = tf.placeholder('float32', [null, 2], { name: 'x' });
const y = tf.placeholder('float32', [null, 1], { name: 'y' });
const w = new tf.Variable(tf.zeros([2, 1]), { name: 'w' });
const predicted = tf.matmul(x, w);
const loss = tf.reduceMean(tf.square(predicted.sub(y)));
const trainStep = new tf.train.GradientDescentOptimizer(0.1).minimize(loss);

const sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
for (let i = 0; i < 5; i++) {
  await sess.run(trainStep, [
    [x, [[1, 0]]],
    [y, [[2]]],
  ]);
}
console.log((await sess.run(predicted, [[x, [[1, 1]]]])).toArray());
sess.close();
