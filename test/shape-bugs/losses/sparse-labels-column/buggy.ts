// Class numbers from a table come as a column of [n, 1]; the sparse loss takes a vector.
import * as tf from 'tensorloom';

const table = [
  [5.1, 3.5, 0],
  [7.0, 3.2, 1],
  [6.3, 3.3, 2],
];
const features = tf.placeholder('float32', [null, 2], { name: 'features' });
const species = tf.placeholder('int32', [null, 1], { name: 'species' });
const w = new tf.Variable(tf.zeros([2, 3]), { name: 'w' });
const logits = tf.matmul(features, w);
const losses = tf.nn.sparseSoftmaxCrossEntropyWithLogits({ labels: species, logits }); // error: shape-mismatch; fix: Squeeze the last axis of the labels
const trainStep = new tf.train.AdamOptimizer(0.1).minimize(tf.reduceMean(losses));

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
await sess.run(trainStep, [
  [features, table.map((row) => row.slice(0, 2))],
  [species, table.map((row) => row.slice(2))],
]);
