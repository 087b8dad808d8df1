// Keras writes 'same'; the operation's own word is in capitals.
import * as tf from 'tensorloom';

const image = tf.placeholder('float32', [1, 10, 10, 1], { name: 'image' });
const kernel = tf.ones([3, 3, 1, 1]);
const blurred = tf.nn.conv2d(image, kernel, [1, 1, 1, 1], 'same').div(9); // error: shape-mismatch; fix: Write 'SAME'

const sess = new tf.Session();
const picture = Array.from({ length: 10 }, (_, i) => Array.from({ length: 10 }, (_, j) => [(i + j) % 2]));
console.log((await sess.run(blurred, [[image, [picture]]])).shape);
