// Classes are numbered from 0 to 9, and the depth of a one-hot code is their number, not the highest of them.
import * as tf from 'tensorloom';

const digits = tf.data.digits({ train: 40, test: 10 });
const highestClass = 9;
const x = tf.placeholder('float32', [null, 784], { name: 'x' });
const ids = tf.placeholder('int32', [null], { name: 'ids' });
const labels = tf.oneHot(ids, highestClass);
const weights = new tf.Variable(tf.zeros([784, 10]), { name: 'weights' });
const logits = tf.matmul(x, weights);
const loss = tf.reduceMean(tf.nn.softmaxCrossEntropyWithLogitsV2({ labels, logits })); // error: shape-mismatch; fix: Change the size 9 to 10
const trainStep = new tf.train.MomentumOptimizer(0.1, 0.9).minimize(loss);

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
for (let i = 0; i < 2; i++) {
  const [images, classes] = digits.train.nextBatch(16);
  await sess.run(trainStep, [
    [x, images],
    [ids, classes],
  ]);
}
