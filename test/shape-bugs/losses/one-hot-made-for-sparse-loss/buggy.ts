// Made one-hot first, out of habit, and then given to the loss that does without.
import * as tf from 'tensorloom';

const classes = 4;
const words = tf.placeholder('int32', [null], { name: 'words' });
const next = tf.placeholder('int32', [null], { name: 'next' });
const table = new tf.Variable(tf.randomNormal([classes, classes]), { name: 'table' });
const logits = tf.gather(table, words);
const labels = tf.oneHot(next, classes, { dtype: 'int32' });
const loss = tf.reduceMean(
  tf.nn.sparseSoftmaxCrossEntropyWithLogits({ labels, logits }), // error: one-hot-as-class-ids; fix: Use softmaxCrossEntropyWithLogits
);
const trainStep = new tf.train.GradientDescentOptimizer(1).minimize(loss);

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
await sess.run(trainStep, { 'words:0': [0, 1, 2], 'next:0': [1, 2, 3] });
