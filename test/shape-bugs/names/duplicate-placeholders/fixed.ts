// Each has a name of its own.
import * as tf from 'tensorloom';

const x = tf.placeholder('float32', [null], { name: 'x' });
const y = tf.placeholder('float32', [null], { name: 'y' });
const covariance = tf.reduceMean(x.sub(tf.reduceMean(x)).mul(y.sub(tf.reduceMean(y))));

using sess = new tf.Session();
const value = await sess.run(covariance, [
  [x, [1, 2, 3]],
  [y, [2, 4, 6]],
]);
console.log(value);
