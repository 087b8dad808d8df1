// A condition of [n, 1] does not spread over the columns of the values; a vector of n picks whole rows.
import * as tf from 'tensorloom';

const values = tf.placeholder('float32', [null, 4], { name: 'values' });
const isValid = tf.greater(tf.reduceSum(values, 1, true), 0);
const cleaned = tf.where(isValid, values, tf.zerosLike(values)); // error: shape-mismatch; fix: Squeeze the condition

const measured = [
  [1, 2, 3, 4],
  [-9, 1, 1, 1],
];
using sess = new tf.Session();
console.log((await sess.run(cleaned, [[values, measured]])).toArray());
