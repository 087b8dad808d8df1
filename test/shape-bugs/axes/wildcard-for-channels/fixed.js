// Three channels.
import * as tf from 'tensorloom';

const images = tf.placeholder('float32', [null, null, null, 3], { name: 'images' });
const kernel = new tf.Variable(tf.truncatedNormal([3, 3, 3, 2], { stddev: 0.1 }), { name: 'kernel' });
const maps = tf.nn.conv2d(images, kernel, [1, 1, 1, 1], 'SAME');
const strongest = tf.reduceMax(maps, [1, 2]);

const sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
const image = [
  [
    [1, 0, 0],
    [0, 1, 0],
  ],
  [
    [0, 0, 1],
    [1, 1, 1],
  ],
];
console.log((await sess.run(strongest, { 'images:0': [image] })).shape);
