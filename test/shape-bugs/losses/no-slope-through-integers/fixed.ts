// The loss compares what was not rounded yet.
import * as tf from 'tensorloom';

const reviews = tf.placeholder('float32', [null, 4], { name: 'reviews' });
const stars = tf.placeholder('float32', [null], { name: 'stars' });
const w = new tf.Variable(tf.fill([4, 1], 0.5), { name: 'w' });
const score = tf.squeeze(tf.matmul(reviews, w), [1]);
const loss = tf.reduceMean(tf.abs(score.sub(stars)));
const trainStep = new tf.train.AdamOptimizer(0.01).minimize(loss);

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
await sess.run(trainStep, [
  [reviews, [[1, 2, 3, 4]]],
  [stars, [4]],
]);
