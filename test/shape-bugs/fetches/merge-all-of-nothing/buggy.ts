// mergeAll merges what is there when it is called. Called before the summaries are made it gives null, and null cannot be
// run.
import * as tf from 'tensorloom';

const x = tf.placeholder('float32', [null], { name: 'x' });
const summaries = tf.summary.mergeAll();
const mean = tf.reduceMean(x);
tf.summary.scalar('mean', mean);

using sess = new tf.Session();
const [value, bytes] = await sess.run([mean, summaries], [[x, [1, 2]]]); // error: fetch-invalid
console.log(value, bytes.length > 0);
