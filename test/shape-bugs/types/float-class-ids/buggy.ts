// Class numbers read as floats, for a loss that uses them as numbers of columns.
import * as tf from 'tensorloom';

const x = tf.placeholder('float32', [null, 2], { name: 'x' });
const y = tf.placeholder('float32', [null], { name: 'y' });
const w = new tf.Variable(tf.zeros([2, 3]), { name: 'w' });
const logits = tf.matmul(x, w);
const losses = tf.nn.sparseSoftmaxCrossEntropyWithLogits({ labels: y, logits }); // error: dtype-mismatch; fix: Cast y to int32
const trainStep = new tf.train.AdagradOptimizer(0.1).minimize(losses);

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
await sess.run(trainStep, [
  [
    x,
    [
      [0, 1],
      [1, 0],
    ],
  ],
  [y, [2, 0]],
]);
