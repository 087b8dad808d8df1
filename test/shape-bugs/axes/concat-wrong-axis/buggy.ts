// Feature maps are put side by side along the channels; along axis 0 all other sizes must be the same.
import * as tf from 'tensorloom';

const image = tf.placeholder('float32', [null, 9, 9, 3], { name: 'image' });
const branch = (size: number, filters: number) => {
  const kernel = new tf.Variable(tf.truncatedNormal([size, size, 3, filters], { stddev: 0.1 }));
  return tf.nn.conv2d(image, kernel, [1, 1, 1, 1], 'SAME');
};
const branches = [branch(1, 2), branch(3, 4), branch(5, 2)];
const inception = tf.concat(branches, 0); // error: shape-mismatch; fix: Join along axis 3
const channels = tf.reduceMean(inception, [0, 1, 2]);

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
const picture = new Array(9).fill(new Array(9).fill([0.1, 0.2, 0.3]));
console.log(await sess.run(channels, [[image, [picture]]]));
