// A line in front, as for private things in Python: a scope at the root starts with a letter, a digit or a dot.
import * as tf from 'tensorloom';

const x = tf.placeholder('float32', [null], { name: 'x' });
const scaled = tf.nameScope('_scaling', () => x.sub(tf.reduceMin(x)).div(10)); // error: invalid-name; fix: Name it 'scaling'

using sess = new tf.Session();
console.log((await sess.run(scaled, [[x, [3, 8, 13]]])).toArray());
