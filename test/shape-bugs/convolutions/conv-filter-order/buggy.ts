// A filter in the order of another framework, [out, in, rows, columns]; here it is [rows, columns, in, out].
import * as tf from 'tensorloom';

interface ConvolutionOptions {
  readonly channels: number;
  readonly filters: number;
  readonly kernelSize?: number;
}

function conv(x: tf.Tensor, { channels, filters, kernelSize = 5 }: ConvolutionOptions) {
  const shape = [filters, channels, kernelSize, kernelSize];
  const kernel = new tf.Variable(tf.truncatedNormal(shape, { stddev: 0.05 }), { name: 'kernel' });
  return tf.nn.conv2d(x, kernel, { strides: [1, 1, 1, 1], padding: 'SAME' }); // error: shape-mismatch
}

const photos = tf.placeholder('float32', [null, 8, 8, 3], { name: 'photos' });
const maps = tf.nn.relu(conv(photos, { channels: 3, filters: 6 }));

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
const photo = new Array(8).fill(new Array(8).fill([1, 0.5, 0]));
console.log((await sess.run(maps, [[photos, [photo]]])).shape);
