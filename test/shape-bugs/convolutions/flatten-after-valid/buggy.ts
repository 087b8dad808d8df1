// A VALID convolution takes a frame off each image: after 5×5 on 28×28 and pooling by 2, 12×12 are left, not 14×14. With
// a −1 for the batch nothing is wrong until numbers of images are known, and then the rows do not add up.
import * as tf from 'tensorloom';

const digits = tf.data.digits({ train: 30, test: 10 });
const x = tf.placeholder('float32', [null, 784], { name: 'x' });
const labels = tf.placeholder('int32', [null], { name: 'labels' });

const images = tf.reshape(x, [-1, 28, 28, 1]);
const filter = new tf.Variable(tf.truncatedNormal([5, 5, 1, 8], { stddev: 0.1 }), { name: 'filter' });
const convolved = tf.nn.relu(tf.nn.conv2d(images, filter, [1, 1, 1, 1], 'VALID'));
const pooled = tf.nn.maxPool(convolved, [1, 2, 2, 1], [1, 2, 2, 1], 'VALID');
const flat = tf.reshape(pooled, [-1, 14 * 14 * 8]); // error: shape-mismatch

const weights = new tf.Variable(tf.truncatedNormal([14 * 14 * 8, 10], { stddev: 0.1 }), { name: 'weights' });
const logits = tf.matmul(flat, weights);
const loss = tf.reduceMean(tf.nn.sparseSoftmaxCrossEntropyWithLogits({ labels, logits }));
const trainStep = new tf.train.AdamOptimizer(0.01).minimize(loss);

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
const [xs, ys] = digits.train.nextBatch(10);
await sess.run(trainStep, [
  [x, xs],
  [labels, ys],
]);
