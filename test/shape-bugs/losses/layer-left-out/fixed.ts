// Each layer reads the one before.
import * as tf from 'tensorloom';

const x = tf.placeholder('float32', [null, 8], { name: 'x' });
const y = tf.placeholder('float32', [null, 1], { name: 'y' });
const weights = (from: number, to: number, name: string) =>
  new tf.Variable(tf.truncatedNormal([from, to], { stddev: 0.1 }), { name });

const w1 = weights(8, 8, 'w1');
const h1 = tf.nn.relu(tf.matmul(x, w1));
const h2 = tf.nn.relu(tf.matmul(h1, weights(8, 8, 'w2')));
const out = tf.matmul(h2, weights(8, 1, 'w3'));
const loss = tf.reduceMean(tf.squaredDifference(out, y));
const trainStep = new tf.train.AdamOptimizer(0.01).minimize(loss);

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
await sess.run(trainStep, [
  [x, [[1, 2, 3, 4, 5, 6, 7, 8]]],
  [y, [[1]]],
]);
