// The channels are moved to the end first.
import * as tf from 'tensorloom';

const stored = tf.placeholder('float32', [null, 3, 10, 10], { name: 'stored' });
const kernel = new tf.Variable(tf.truncatedNormal([3, 3, 3, 4], { stddev: 0.1 }), { name: 'kernel' });
const images = tf.transpose(stored, [0, 2, 3, 1]);
const maps = tf.nn.conv2d(images, kernel, [1, 1, 1, 1], 'SAME');
const pooled = tf.nn.avgPool(maps, 2, 2, 'VALID');

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
const plane = new Array(10).fill(new Array(10).fill(0.1));
console.log((await sess.run(pooled, [[stored, [[plane, plane, plane]]]])).shape);
