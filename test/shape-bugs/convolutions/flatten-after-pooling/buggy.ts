// Two rounds of pooling halve the image twice; the flat size still counts one.
import * as tf from 'tensorloom';

const batch = 4;
const images = tf.placeholder('float32', [batch, 16, 16, 1], { name: 'images' });

const layer = (input: tf.Tensor, from: number, to: number) => {
  const kernel = new tf.Variable(tf.truncatedNormal([3, 3, from, to], { stddev: 0.1 }));
  const convolved = tf.nn.relu(tf.nn.conv2d(input, kernel, [1, 1, 1, 1], 'SAME'));
  return tf.nn.maxPool(convolved, [1, 2, 2, 1], [1, 2, 2, 1], 'SAME');
};
const features = layer(layer(images, 1, 4), 4, 8);
const flat = tf.reshape(features, [batch, 8 * 8 * 8]); // error: shape-mismatch; fix: Change the size 512 to 128
const norm = tf.reduceSum(tf.square(flat), 1);

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
const blank = new Array(batch).fill(new Array(16).fill(new Array(16).fill([1])));
console.log((await sess.run(norm, [[images, blank]])).toArray());
