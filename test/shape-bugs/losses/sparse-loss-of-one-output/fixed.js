// An output for each class.
import * as tf from 'tensorloom';

const x = tf.placeholder('float32', [null, 2], { name: 'x' });
const y = tf.placeholder('int32', [null], { name: 'y' });
const dense = (input, from, to) => tf.matmul(input, new tf.Variable(tf.truncatedNormal([from, to], { stddev: 0.1 })));
const logits = dense(tf.tanh(dense(x, 2, 4)), 4, 2);
const loss = tf.reduceMean(tf.nn.sparseSoftmaxCrossEntropyWithLogits({ labels: y, logits }));
const trainStep = new tf.train.GradientDescentOptimizer(0.1).minimize(loss);

const sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
const feeds = {
  'x:0': [
    [0, 1],
    [1, 0],
  ],
  'y:0': [0, 1],
};
await sess.run(trainStep, feeds);
