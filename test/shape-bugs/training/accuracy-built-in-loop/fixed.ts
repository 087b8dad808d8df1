// Built once, run often.
import * as tf from 'tensorloom';

const digits = tf.data.digits({ train: 40, test: 10, oneHot: true });
const x = tf.placeholder('float32', [null, 784], { name: 'x' });
const labels = tf.placeholder('float32', [null, 10], { name: 'labels' });
const w = new tf.Variable(tf.zeros([784, 10]), { name: 'w' });
const logits = tf.matmul(x, w);
const loss = tf.reduceMean(tf.nn.softmaxCrossEntropyWithLogits({ labels, logits }));
const trainStep = new tf.train.GradientDescentOptimizer(0.5).minimize(loss);
const hits = tf.equal(tf.argmax(logits, 1), tf.argmax(labels, 1));
const accuracy = tf.reduceMean(tf.cast(hits, 'float32'));

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
for (const step of tf.train.steps(3)) {
  const [xs, ys] = digits.train.nextBatch(10);
  const batch: tf.Feeds = [
    [x, xs],
    [labels, ys],
  ];
  await sess.run(trainStep, batch);
  console.log(step, await sess.run(accuracy, batch));
}
