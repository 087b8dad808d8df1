// A probability written into the graph cannot be turned off for the test.
import * as tf from 'tensorloom';

const x = tf.placeholder('float32', [null, 4], { name: 'x' });
const y = tf.placeholder('int64', [null], { name: 'y' });
const w = new tf.Variable(tf.randomNormal([4, 3]), { name: 'w' });
const logits = tf.matmul(tf.nn.dropout(x, 0.8), w);
const loss = tf.reduceMean(tf.nn.sparseSoftmaxCrossEntropyWithLogits({ labels: y, logits }));
const trainStep = new tf.train.AdamOptimizer(0.01).minimize(loss);
const accuracy = tf.reduceMean(tf.cast(tf.equal(tf.argmax(logits, 1), y), 'float32'));

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
const data = {
  'x:0': [
    [1, 0, 0, 0],
    [0, 0, 0, 1],
  ],
  'y:0': [0, 2],
};
await sess.run(trainStep, data);
console.log(await sess.run(accuracy, data)); // warning: dropout-when-evaluating
