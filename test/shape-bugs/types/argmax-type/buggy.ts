// argmax gives int64, and the class numbers are int32: equal takes two of one type.
import * as tf from 'tensorloom';

const digits = tf.data.digits({ train: 30, test: 10 });
const x = tf.placeholder('float32', [null, 784], { name: 'x' });
const labels = tf.placeholder('int32', [null], { name: 'labels' });
const w = new tf.Variable(tf.zeros([784, 10]), { name: 'w' });
const logits = tf.matmul(x, w);
const loss = tf.reduceMean(tf.nn.sparseSoftmaxCrossEntropyWithLogits({ labels, logits }));
const trainStep = new tf.train.AdamOptimizer().minimize(loss);
const hits = tf.equal(tf.argmax(logits, 1), labels); // error: dtype-mismatch; fix: Let argmax give int32
const accuracy = tf.reduceMean(tf.toFloat(hits));

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
const feeds = (split: typeof digits.test): tf.Feeds => [
  [x, split.images],
  [labels, split.labels],
];
await sess.run(trainStep, feeds(digits.train));
console.log(await sess.run(accuracy, feeds(digits.test)));
