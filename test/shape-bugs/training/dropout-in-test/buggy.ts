// The accuracy is measured with the dropout of the training.
import * as tf from 'tensorloom';

const digits = tf.data.digits({ train: 30, test: 10, oneHot: true });
const x = tf.placeholder('float32', [null, 784], { name: 'x' });
const labels = tf.placeholder('float32', [null, 10], { name: 'labels' });
const keepProb = tf.placeholder('float32', [], { name: 'keep_prob' });
const w = new tf.Variable(tf.zeros([784, 10]), { name: 'w' });
const logits = tf.matmul(tf.nn.dropout(x, keepProb), w);
const loss = tf.reduceMean(tf.nn.softmaxCrossEntropyWithLogits({ labels, logits }));
const trainStep = new tf.train.AdamOptimizer(0.01).minimize(loss);
const hits = tf.equal(tf.argmax(logits, 1), tf.argmax(labels, 1));
const accuracy = tf.reduceMean(tf.cast(hits, 'float32'));

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
for (const _ of tf.train.steps(2)) {
  const [xs, ys] = digits.train.nextBatch(10);
  await sess.run(trainStep, [
    [x, xs],
    [labels, ys],
    [keepProb, 0.5],
  ]);
}
const score = await sess.run(accuracy, [
  [x, digits.test.images],
  [labels, digits.test.labels],
  [keepProb, 0.5], // warning: dropout-when-evaluating; fix: Feed 1
]);
console.log(score);
