// First reset, then build.
import * as tf from 'tensorloom';

tf.resetDefaultGraph();
const x = tf.placeholder('float32', [null], { name: 'x' });
const doubled = x.mul(2);

const tripled = tf.constant([1, 2]).mul(3);

const sess = new tf.Session();
console.log(await sess.run(tripled));
console.log(await sess.run(doubled, [[x, [1, 2]]]));
