// A convolution's biases as many as the channels that come in, not those that go out.
import * as tf from 'tensorloom';

const images = tf.placeholder('float32', [null, 16, 16, 3], { name: 'images' });

function convolution(input: tf.Tensor, channels: number, filters: number, name: string) {
  return tf.nameScope(name, () => {
    const kernel = new tf.Variable(tf.truncatedNormal([3, 3, channels, filters], { stddev: 0.1 }), { name: 'kernel' });
    const biases = new tf.Variable(tf.constant(0.1, { shape: [channels] }), { name: 'biases' });
    const convolved = tf.nn.conv2d(input, kernel, [1, 1, 1, 1], 'SAME');
    return tf.nn.relu(tf.nn.biasAdd(convolved, biases)); // error: shape-mismatch; fix: Write filters in place of channels
  });
}
const features = convolution(images, 3, 8, 'conv1');
const strongest = tf.reduceMax(features, [1, 2]);

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
const grey = new Array(16).fill(new Array(16).fill([0.5, 0.5, 0.5]));
console.log(await sess.run(strongest, [[images, [grey]]]));
