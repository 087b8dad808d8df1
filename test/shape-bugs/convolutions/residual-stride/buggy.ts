// A stride of 2 inside the block halves the image; the shortcut keeps it whole.
import * as tf from 'tensorloom';

const x = tf.placeholder('float32', [null, 16, 16, 4], { name: 'x' });
const stride = 2;
const block = tf.nameScope('block', () => {
  const w1 = new tf.Variable(tf.truncatedNormal([3, 3, 4, 4], { stddev: 0.1 }), { name: 'w1' });
  const w2 = new tf.Variable(tf.truncatedNormal([3, 3, 4, 4], { stddev: 0.1 }), { name: 'w2' });
  const h = tf.nn.relu(tf.nn.conv2d(x, w1, [1, stride, stride, 1], 'SAME'));
  const y = tf.nn.conv2d(h, w2, [1, 1, 1, 1], 'SAME');
  return tf.nn.relu(tf.add(y, x)); // error: shape-mismatch
});
const summary = tf.reduceMean(block, [1, 2]);

async function main() {
  using sess = new tf.Session();
  await sess.run(tf.globalVariablesInitializer());
  const image = Array.from({ length: 16 }, () => Array.from({ length: 16 }, () => [0, 1, 0, 1]));
  console.log(await sess.run(summary, [[x, [image, image]]]));
}
await main();
