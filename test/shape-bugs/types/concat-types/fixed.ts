// One type.
import * as tf from 'tensorloom';

const counts = tf.placeholder('int32', [null, 2], { name: 'counts' });
const ratios = tf.placeholder('float32', [null, 3], { name: 'ratios' });
const features = tf.concat([tf.cast(counts, 'float32'), ratios], 1);
const mean = tf.reduceMean(features, 0);

using sess = new tf.Session();
const row = await sess.run(mean, [
  [counts, [[3, 4]]],
  [ratios, [[0.1, 0.2, 0.3]]],
]);
console.log(row);
