// One number an axis.
import * as tf from 'tensorloom';

const image = tf.placeholder('float32', [null, 10, 10, 1], { name: 'image' });
const kernel = new tf.Variable(tf.truncatedNormal([3, 3, 1, 4], { stddev: 0.1 }), { name: 'kernel' });
const maps = tf.nn.conv2d(image, kernel, [1, 2, 2, 1], 'VALID');

const sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
const picture = Array.from({ length: 10 }, () => Array.from({ length: 10 }, () => [0.5]));
console.log((await sess.run(maps, [[image, [picture]]])).shape);
