// Without.
import * as tf from 'tensorloom';

const x = tf.placeholder('float32', [null], { name: 'x' });
const scaled = tf.nameScope('scaling', () => x.sub(tf.reduceMin(x)).div(10));

using sess = new tf.Session();
console.log((await sess.run(scaled, [[x, [3, 8, 13]]])).toArray());
