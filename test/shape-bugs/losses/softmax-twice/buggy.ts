// The loss takes logits and does the softmax itself. Given probabilities, it still trains, slowly and badly.
import * as tf from 'tensorloom';

const digits = tf.data.digits({ train: 40, test: 10, oneHot: true });
const x = tf.placeholder('float32', [null, 784], { name: 'x' });
const labels = tf.placeholder('float32', [null, 10], { name: 'labels' });
const w = new tf.Variable(tf.zeros([784, 10]), { name: 'w' });
const b = new tf.Variable(tf.zeros([10]), { name: 'b' });
const y = tf.nn.softmax(tf.matmul(x, w).add(b));
const loss = tf.reduceMean(tf.nn.softmaxCrossEntropyWithLogits({ labels, logits: y })); // warning: softmax-before-cross-entropy; fix: Pass the logits
const trainStep = new tf.train.GradientDescentOptimizer(0.5).minimize(loss);

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
for (const _ of tf.train.steps(2)) {
  const [xs, ys] = digits.train.nextBatch(10);
  await sess.run(trainStep, [
    [x, xs],
    [labels, ys],
  ]);
}
console.log((await sess.run(y, [[x, digits.test.images]])).shape);
