// First reset, then build.
import * as tf from 'tensorloom';

tf.resetDefaultGraph();
const x = tf.placeholder('float32', [null], { name: 'x' });
const doubled = x.mul(2);

const tripled = x.mul(tf.constant(3));

const sess = new tf.Session();
console.log(await sess.run([doubled, tripled], [[x, [1, 2]]]));
