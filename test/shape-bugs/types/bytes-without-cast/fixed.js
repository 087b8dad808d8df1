// Bytes become numbers from 0 to 1.
import * as tf from 'tensorloom';

const bytes = tf.placeholder('uint8', [null, 8, 8, 3], { name: 'bytes' });
const kernel = new tf.Variable(tf.truncatedNormal([3, 3, 3, 4], { stddev: 0.1 }), { name: 'kernel' });
const features = tf.nn.conv2d(tf.cast(bytes, 'float32').div(255), kernel, [1, 2, 2, 1], 'SAME');
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
