// The second convolution was copied from the first, whose input has one channel.
import * as tf from 'tensorloom';

const images = tf.placeholder('float32', [null, 28, 28, 1], { name: 'images' });
const strides = [1, 2, 2, 1];

const conv1 = tf.nameScope('conv1', () => {
  const filter = new tf.Variable(tf.truncatedNormal([5, 5, 1, 16], { stddev: 0.1 }), { name: 'filter' });
  return tf.nn.relu(tf.nn.conv2d(images, filter, strides, 'SAME'));
});
const conv2 = tf.nameScope('conv2', () => {
  const filter = new tf.Variable(tf.truncatedNormal([5, 5, 1, 32], { stddev: 0.1 }), { name: 'filter' });
  return tf.nn.relu(tf.nn.conv2d(conv1, filter, strides, 'SAME')); // error: shape-mismatch; fix: Change the size 1 to 16
});

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
const blank = new Array(28).fill(new Array(28).fill([0]));
console.log((await sess.run(conv2, [[images, [blank]]])).shape);
