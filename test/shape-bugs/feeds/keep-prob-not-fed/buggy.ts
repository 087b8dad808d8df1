// A dropout's placeholder is fed while training and forgotten when the result is asked for.
import * as tf from 'tensorloom';

const digits = tf.data.digits({ train: 30, test: 10, oneHot: true });
const x = tf.placeholder('float32', [null, 784], { name: 'x' });
const labels = tf.placeholder('float32', [null, 10], { name: 'labels' });
const keepProb = tf.placeholder('float32', [], { name: 'keep_prob' });

const w1 = new tf.Variable(tf.truncatedNormal([784, 32], { stddev: 0.1 }), { name: 'w1' });
const w2 = new tf.Variable(tf.truncatedNormal([32, 10], { stddev: 0.1 }), { name: 'w2' });
const hidden = tf.nn.dropout(tf.nn.relu(tf.matmul(x, w1)), keepProb);
const logits = tf.matmul(hidden, w2);
const loss = tf.reduceMean(tf.nn.softmaxCrossEntropyWithLogits({ labels, logits }));
const trainStep = new tf.train.AdamOptimizer(0.01).minimize(loss);
const accuracy = tf.reduceMean(tf.toFloat(tf.equal(tf.argmax(logits, 1), tf.argmax(labels, 1))));

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
const [xs, ys] = digits.train.nextBatch(20);
await sess.run(trainStep, [
  [x, xs],
  [labels, ys],
  [keepProb, 0.5],
]);
console.log(await sess.run(accuracy, { 'x:0': digits.test.images, 'labels:0': digits.test.labels })); // error: feed-missing; fix: Feed 'keep_prob'
