// One row an example.
import * as tf from 'tensorloom';

const maps = tf.placeholder('float32', [null, 4, 4, 8], { name: 'maps' });
const flat = tf.reshape(maps, [-1, 4 * 4 * 8]);
const weights = new tf.Variable(tf.truncatedNormal([4 * 4 * 8, 2], { stddev: 0.1 }), { name: 'weights' });
const logits = tf.matmul(flat, weights);

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
const map = new Array(4).fill(new Array(4).fill(new Array(8).fill(0.25)));
console.log((await sess.run(logits, [[maps, [map, map]]])).shape);
