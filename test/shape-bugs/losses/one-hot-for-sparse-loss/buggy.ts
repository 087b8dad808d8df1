// The sparse loss wants class numbers and gets one-hot rows.
import * as tf from 'tensorloom';

const digits = tf.data.digits({ train: 30, test: 10, oneHot: true });
const x = tf.placeholder('float32', [null, 784], { name: 'x' });
const labels = tf.placeholder('int32', [null, 10], { name: 'labels' });
const w = new tf.Variable(tf.zeros([784, 10]), { name: 'w' });
const logits = tf.matmul(x, w);
const losses = tf.nn.sparseSoftmaxCrossEntropyWithLogits({ labels, logits }); // error: one-hot-as-class-ids; fix: Use softmaxCrossEntropyWithLogits
const loss = tf.reduceMean(losses);
const trainStep = new tf.train.AdamOptimizer(0.01).minimize(loss);

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
const [xs, ys] = digits.train.nextBatch(12);
await sess.run(trainStep, [
  [x, xs],
  [labels, ys],
]);
