// Class numbers for a placeholder of one-hot rows: oneHot was forgotten when the data was loaded.
import * as tf from 'tensorloom';

const digits = tf.data.digits({ train: 30, test: 10 });
const x = tf.placeholder('float32', [null, 784], { name: 'x' });
const labels = tf.placeholder('float32', [null, 10], { name: 'labels' });
const w = new tf.Variable(tf.zeros([784, 10]), { name: 'w' });
const loss = tf.nn.softmaxCrossEntropyWithLogits({ labels, logits: tf.matmul(x, w) });
const trainStep = new tf.train.AdamOptimizer(0.01).minimize(loss);

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
for (const _ of tf.train.steps(2)) {
  const [images, classes] = digits.train.nextBatch(10);
  await sess.run(trainStep, [
    [x, images],
    [labels, classes], // error: feed-mismatch; fix: Load the data with { oneHot: true }
  ]);
}
