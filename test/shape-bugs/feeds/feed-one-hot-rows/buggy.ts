// One-hot rows for a placeholder of class numbers.
import * as tf from 'tensorloom';

const digits = tf.data.digits({ train: 30, test: 10, oneHot: true, seed: 2 });
const x = tf.placeholder('float32', [null, 784], { name: 'x' });
const classes = tf.placeholder('int32', [null], { name: 'classes' });
const w = new tf.Variable(tf.zeros([784, 10]), { name: 'w' });
const losses = tf.nn.sparseSoftmaxCrossEntropyWithLogits({ labels: classes, logits: tf.matmul(x, w) });
const trainStep = new tf.train.AdamOptimizer(0.01).minimize(losses);

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
const batch = digits.train.nextBatch(8);
const feeds: tf.Feeds = [
  [x, batch[0]],
  [classes, batch[1]], // error: feed-mismatch; fix: Load the data with { oneHot: false }
];
await sess.run(trainStep, feeds);
