// As it is spelled where it is made.
import * as tf from 'tensorloom';

const values = tf.placeholder('float32', [null], { name: 'values' });
tf.nameScope('statistics', () => {
  const mean = tf.reduceMean(values, { name: 'mean' });
  tf.reduceMean(tf.squaredDifference(values, mean), { name: 'variance' });
});

using sess = new tf.Session();
const spread = await sess.run('statistics/variance:0', [[values, [1, 2, 3]]]);
console.log(spread);
