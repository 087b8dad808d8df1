// The answer of a run that is not awaited is a promise, which has no toFixed.
import * as tf from 'tensorloom';

const x = tf.placeholder('float32', [null], { name: 'x' });
const mean = tf.reduceMean(x);

using sess = new tf.Session();
const value = sess.run(mean, [[x, [1, 2, 4]]]); // error: missing-await; fix: Add await
console.log(value.toFixed(2));
