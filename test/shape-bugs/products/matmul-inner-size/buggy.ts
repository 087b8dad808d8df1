// A layer was made wider and the next one was not: its weights still have as many rows as the old width. The most
// frequent shape fault of all, and one that runs into an error far from the number that was changed.
import * as tf from 'tensorloom';

const digits = tf.data.digits({ train: 40, test: 10, oneHot: true });
const x = tf.placeholder('float32', [null, 784], { name: 'x' });
const labels = tf.placeholder('float32', [null, 10], { name: 'labels' });

const hidden = tf.nameScope('hidden', () => {
  const w = new tf.Variable(tf.truncatedNormal([784, 128], { stddev: 0.1 }), { name: 'weights' });
  const b = new tf.Variable(tf.zeros([128]), { name: 'biases' });
  return tf.nn.relu(tf.matmul(x, w).add(b));
});
const logits = tf.nameScope('output', () => {
  const w = new tf.Variable(tf.truncatedNormal([100, 10], { stddev: 0.1 }), { name: 'weights' });
  const b = new tf.Variable(tf.zeros([10]), { name: 'biases' });
  return tf.matmul(hidden, w).add(b); // error: shape-mismatch; fix: Change the size 100 to 128
});
const loss = tf.reduceMean(tf.nn.softmaxCrossEntropyWithLogits({ labels, logits }));
const trainStep = new tf.train.GradientDescentOptimizer(0.5).minimize(loss);

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
for (const step of tf.train.steps(2)) {
  const [xs, ys] = digits.train.nextBatch(10);
  const batch: tf.Feeds = [
    [x, xs],
    [labels, ys],
  ];
  const [, value] = await sess.run([trainStep, loss], batch);
  console.log(step, value);
}
