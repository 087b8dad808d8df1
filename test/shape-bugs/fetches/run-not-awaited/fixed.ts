// Awaited.
import * as tf from 'tensorloom';

const x = tf.placeholder('float32', [null], { name: 'x' });
const mean = tf.reduceMean(x);

using sess = new tf.Session();
const value = await sess.run(mean, [[x, [1, 2, 4]]]);
console.log(value.toFixed(2));
