// Filled up to one length.
import * as tf from 'tensorloom';

const sentences = [
  [4, 7, 2],
  [9, 1],
  [3, 3, 3, 8],
];
const ids = tf.placeholder('int32', [null, null], { name: 'ids' });
const longest = tf.reduceSum(tf.cast(tf.greater(ids, 0), 'int32'), 1);

const sess = new tf.Session();
const padded = sentences.map((words) => [...words, 0, 0, 0, 0].slice(0, 4));
console.log((await sess.run(longest, new Map([[ids, padded]]))).toArray());
