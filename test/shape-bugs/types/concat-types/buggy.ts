// Whole numbers and fractions in one row of features.
import * as tf from 'tensorloom';

const counts = tf.placeholder('int32', [null, 2], { name: 'counts' });
const ratios = tf.placeholder('float32', [null, 3], { name: 'ratios' });
const features = tf.concat([counts, ratios], 1); // error: dtype-mismatch; fix: Cast counts to float32
const mean = tf.reduceMean(features, 0);

using sess = new tf.Session();
const row = await sess.run(mean, [
  [counts, [[3, 4]]],
  [ratios, [[0.1, 0.2, 0.3]]],
]);
console.log(row);
