// Scores named labels and class numbers named logits: the ranks tell that they are swapped.
import * as tf from 'tensorloom';

const x = tf.placeholder('float32', [null, 3], { name: 'x' });
const y = tf.placeholder('int64', [null], { name: 'y' });
const w = new tf.Variable(tf.randomNormal([3, 5], { stddev: 0.1 }), { name: 'w' });
const scores = tf.matmul(x, w);
const loss = tf.reduceMean(
  tf.nn.sparseSoftmaxCrossEntropyWithLogits({ labels: scores, logits: y }), // error: labels-logits-swapped; fix: Swap labels and logits
);
const trainStep = new tf.train.AdamOptimizer(0.01).minimize(loss);

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
await sess.run(trainStep, [
  [x, [[1, 0, 0]]],
  [y, [4]],
]);
