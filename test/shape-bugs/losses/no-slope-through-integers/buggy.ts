// Predictions rounded to whole stars before the loss. On the way through the integers the gradient is lost.
import * as tf from 'tensorloom';

const reviews = tf.placeholder('float32', [null, 4], { name: 'reviews' });
const stars = tf.placeholder('float32', [null], { name: 'stars' });
const w = new tf.Variable(tf.fill([4, 1], 0.5), { name: 'w' });
const score = tf.squeeze(tf.matmul(reviews, w), [1]);
const rounded = tf.cast(tf.cast(score, 'int32'), 'float32');
const loss = tf.reduceMean(tf.abs(rounded.sub(stars)));
const trainStep = new tf.train.AdamOptimizer(0.01).minimize(loss); // error: no-gradient

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
await sess.run(trainStep, [
  [reviews, [[1, 2, 3, 4]]],
  [stars, [4]],
]);
