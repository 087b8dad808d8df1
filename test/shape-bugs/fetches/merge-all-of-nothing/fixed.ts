// After the summaries.
import * as tf from 'tensorloom';

const x = tf.placeholder('float32', [null], { name: 'x' });
const mean = tf.reduceMean(x);
tf.summary.scalar('mean', mean);
const summaries = tf.summary.mergeAll();

using sess = new tf.Session();
const [value, bytes] = await sess.run([mean, summaries], [[x, [1, 2]]]);
console.log(value, bytes.length > 0);
