// A probability in percent.
import * as tf from 'tensorloom';

const settings = { keep: { training: 80, testing: 100 } };
const x = tf.placeholder('float32', [null, 6], { name: 'x' });
const keepProb = tf.placeholder('float32', [], { name: 'keep_prob' });
const w = new tf.Variable(tf.ones([6, 1]), { name: 'w' });
const loss = tf.reduceMean(tf.square(tf.matmul(tf.nn.dropout(x, keepProb), w)));
const trainStep = new tf.train.GradientDescentOptimizer(0.01).minimize(loss);

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
await sess.run(trainStep, [
  [x, [[1, 2, 3, 4, 5, 6]]],
  [keepProb, settings.keep.training], // warning: keep-probability-range
]);
