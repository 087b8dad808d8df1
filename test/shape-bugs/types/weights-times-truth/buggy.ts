// A loss that counts only where a mask is true, multiplied with the mask itself.
import * as tf from 'tensorloom';

const predicted = tf.placeholder('float32', [null], { name: 'predicted' });
const target = tf.placeholder('float32', [null], { name: 'target' });
const isKnown = tf.greaterEqual(target, 0);
const squares = tf.squaredDifference(predicted, target);
const known = tf.multiply(squares, isKnown); // error: dtype-mismatch; fix: Cast isKnown to float32
const loss = tf.reduceSum(known);

using sess = new tf.Session();
const value = await sess.run(loss, [
  [predicted, [1, 2, 3]],
  [target, [1.5, -1, 2]],
]);
console.log(value);
