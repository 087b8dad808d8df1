// The loss over rows of probabilities is given class numbers. A loss of its own takes those.
import * as tf from 'tensorloom';

const digits = tf.data.digits({ train: 30, test: 10 });
const x = tf.placeholder('float32', [null, 784], { name: 'x' });
const labels = tf.placeholder('int32', [null], { name: 'labels' });
const w = new tf.Variable(tf.zeros([784, 10]), { name: 'w' });
const logits = tf.matmul(x, w);
const losses = tf.nn.softmaxCrossEntropyWithLogits({ labels, logits }); // error: class-ids-as-one-hot; fix: Use sparseSoftmaxCrossEntropyWithLogits
const trainStep = new tf.train.AdamOptimizer(0.01).minimize(tf.reduceMean(losses));

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
const [xs, ys] = digits.train.nextBatch(12);
await sess.run(trainStep, [
  [x, xs],
  [labels, ys],
]);
