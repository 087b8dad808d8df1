// The matrices do not fit: the fault is on line 6.
import * as tf from 'tensorloom';

const a = tf.zeros([2, 3]);
const b = tf.zeros([4, 5]);
const product = tf.matmul(a, b);

using sess = new tf.Session();
console.log(await sess.run(product));
