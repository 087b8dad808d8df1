// The size of the images may be open, their channels may not: the first filter has three.
import * as tf from 'tensorloom';

const images = tf.placeholder('float32', [null, null, null, null], { name: 'images' }); // warning: fixed-wildcard; fix: Write 3
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
