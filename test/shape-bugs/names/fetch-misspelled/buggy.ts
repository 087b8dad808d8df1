// A fetch by name, with the letters of the name in another order.
import * as tf from 'tensorloom';

const values = tf.placeholder('float32', [null], { name: 'values' });
tf.nameScope('statistics', () => {
  const mean = tf.reduceMean(values, { name: 'mean' });
  tf.reduceMean(tf.squaredDifference(values, mean), { name: 'variance' });
});

using sess = new tf.Session();
const spread = await sess.run('statistics/varaince:0', [[values, [1, 2, 3]]]); // error: name-not-found; fix: Write 'statistics/variance:0'
console.log(spread);
