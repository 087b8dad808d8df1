// Two placeholders of one name, a copy that was not renamed. The second becomes x_1, so that a feed by name reaches only
// the first.
import * as tf from 'tensorloom';

const x = tf.placeholder('float32', [null], { name: 'x' });
const y = tf.placeholder('float32', [null], { name: 'x' }); // warning: duplicate-name
const covariance = tf.reduceMean(x.sub(tf.reduceMean(x)).mul(y.sub(tf.reduceMean(y))));

using sess = new tf.Session();
const value = await sess.run(covariance, [
  [x, [1, 2, 3]],
  [y, [2, 4, 6]],
]);
console.log(value);
