// One number for the strides, as in Keras. Here each axis has its own.
import * as tf from 'tensorloom';

const image = tf.placeholder('float32', [null, 10, 10, 1], { name: 'image' });
const kernel = new tf.Variable(tf.truncatedNormal([3, 3, 1, 4], { stddev: 0.1 }), { name: 'kernel' });
const maps = tf.nn.conv2d(image, kernel, 2, 'VALID'); // error: shape-mismatch; fix: Write [1, 2, 2, 1]

const sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
const picture = Array.from({ length: 10 }, () => Array.from({ length: 10 }, () => [0.5]));
console.log((await sess.run(maps, [[image, [picture]]])).shape);
