// A permutation for images without the axis of the batch.
import * as tf from 'tensorloom';

const portrait = tf.placeholder('float32', [null, 20, 10, 3], { name: 'portrait' });
const landscape = tf.transpose(portrait, [1, 0, 2]); // error: shape-mismatch
const thumbnail = tf.nn.avgPool(landscape, [1, 5, 5, 1], [1, 5, 5, 1], 'VALID');

using sess = new tf.Session();
const photo = Array.from({ length: 20 }, () => Array.from({ length: 10 }, () => [1, 1, 0]));
console.log((await sess.run(thumbnail, [[portrait, [photo]]])).shape);
