// A pair an axis.
import * as tf from 'tensorloom';

const images = tf.placeholder('float32', [null, 6, 6, 1], { name: 'images' });
const frame = [2, 2];
const none = [0, 0];
const padded = tf.pad(images, [none, frame, frame, none], 'REFLECT');
const total = tf.reduceSum(padded);

using sess = new tf.Session();
const image = Array.from({ length: 6 }, (_, i) => Array.from({ length: 6 }, (_, j) => [i * j]));
console.log(await sess.run(total, [[images, [image]]]));
