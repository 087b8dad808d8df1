// Feeds are numbers; a constant is a part of the graph.
import * as tf from 'tensorloom';

const x = tf.placeholder('float32', [null, 2], { name: 'x' });
const lengths = tf.sqrt(tf.reduceSum(tf.square(x), 1));
const points = tf.constant([
  [3, 4],
  [5, 12],
]);

using sess = new tf.Session();
console.log((await sess.run(lengths, [[x, points]])).toArray()); // error: feed-mismatch
