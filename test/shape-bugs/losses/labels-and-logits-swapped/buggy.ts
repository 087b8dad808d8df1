// Both are named, but each by the other's name. A gradient flows into labels too, so this trains, towards nonsense.
import * as tf from 'tensorloom';

const digits = tf.data.digits({ train: 40, test: 10, oneHot: true });
const images = tf.placeholder('float32', [null, 784], { name: 'images' });
const target = tf.placeholder('float32', [null, 10], { name: 'target' });
const w = new tf.Variable(tf.truncatedNormal([784, 10], { stddev: 0.1 }), { name: 'w' });
const output = tf.matmul(images, w);
const losses = tf.nn.softmaxCrossEntropyWithLogitsV2({ labels: output, logits: target }); // warning: labels-logits-swapped; fix: Swap labels and logits
const trainStep = new tf.train.GradientDescentOptimizer(0.1).minimize(tf.reduceMean(losses));

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
const [xs, ys] = digits.train.nextBatch(10);
await sess.run(trainStep, [
  [images, xs],
  [target, ys],
]);
