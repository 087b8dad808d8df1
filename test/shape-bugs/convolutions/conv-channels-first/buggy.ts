// Images with the channels first, as some data sets store them, given to a convolution that takes them last.
import * as tf from 'tensorloom';

const stored = tf.placeholder('float32', [null, 3, 10, 10], { name: 'stored' });
const kernel = new tf.Variable(tf.truncatedNormal([3, 3, 3, 4], { stddev: 0.1 }), { name: 'kernel' });
const maps = tf.nn.conv2d(stored, kernel, [1, 1, 1, 1], 'SAME'); // error: shape-mismatch; fix: Move the channels to the end
const pooled = tf.nn.avgPool(maps, 2, 2, 'VALID');

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
const plane = new Array(10).fill(new Array(10).fill(0.1));
console.log((await sess.run(pooled, [[stored, [[plane, plane, plane]]]])).shape);
