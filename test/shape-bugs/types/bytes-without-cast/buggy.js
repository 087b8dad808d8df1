// Image files hold bytes. Before they meet weights they are cast, and scaled to 0…1 while one is at it.
import * as tf from 'tensorloom';

const bytes = tf.placeholder('uint8', [null, 8, 8, 3], { name: 'bytes' });
const kernel = new tf.Variable(tf.truncatedNormal([3, 3, 3, 4], { stddev: 0.1 }), { name: 'kernel' });
const features = tf.nn.conv2d(bytes, kernel, [1, 2, 2, 1], 'SAME'); // error: dtype-mismatch; fix: Cast bytes to float32
const average = tf.reduceMean(features);

const main = async () => {
  const sess = new tf.Session();
  await sess.run(tf.globalVariablesInitializer());
  const pixel = [255, 128, 0];
  const image = new Array(8).fill(new Array(8).fill(pixel));
  console.log(await sess.run(average, new Map([[bytes, [image]]])));
  sess.close();
};
await main();
