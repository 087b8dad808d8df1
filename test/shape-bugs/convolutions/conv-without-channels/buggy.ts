// Grey images have one channel, and a convolution wants to see that axis.
import * as tf from 'tensorloom';

const scans = tf.placeholder('float32', [null, 12, 12], { name: 'scans' });
const kernel = new tf.Variable(tf.truncatedNormal([3, 3, 1, 4], { stddev: 0.1 }), { name: 'kernel' });
const maps = tf.nn.conv2d(scans, kernel, [1, 1, 1, 1], 'SAME'); // error: shape-mismatch; fix: Add an axis for the channels
const highest = tf.reduceMax(maps);

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
console.log(await sess.run(highest, [[scans, [new Array(12).fill(new Array(12).fill(1))]]]));
