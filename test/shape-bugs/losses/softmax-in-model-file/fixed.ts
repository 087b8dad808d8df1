// The model gives logits.
import * as tf from 'tensorloom';
import { classifier } from './classifier.ts';

const x = tf.placeholder('float32', [null, 4], { name: 'x' });
const labels = tf.placeholder('int32', [null], { name: 'labels' });
const logits = classifier(x, { inputs: 4, classes: 3, activation: null });
const losses = tf.nn.sparseSoftmaxCrossEntropyWithLogits({ labels, logits });
const trainStep = new tf.train.AdamOptimizer(0.01).minimize(tf.reduceMean(losses));

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
await sess.run(trainStep, [
  [
    x,
    [
      [5.1, 3.5, 1.4, 0.2],
      [6.3, 3.3, 6, 2.5],
    ],
  ],
  [labels, [0, 2]],
]);
