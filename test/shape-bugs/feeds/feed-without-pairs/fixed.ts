// A list of pairs.
import * as tf from 'tensorloom';

const x = tf.placeholder('float32', [null], { name: 'x' });
const mean = tf.reduceMean(x);

using sess = new tf.Session();
console.log(await sess.run(mean, [[x, [1, 2, 3]]]));
