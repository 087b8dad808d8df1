// A yes-or-no question with one output, and the loss of the tutorial: a softmax over one class is always 1, and its loss always 0.
import * as tf from 'tensorloom';

const x = tf.placeholder('float32', [null, 3], { name: 'x' });
const isSpam = tf.placeholder('float32', [null, 1], { name: 'is_spam' });
const w = new tf.Variable(tf.randomNormal([3, 1], { stddev: 0.1 }), { name: 'w' });
const b = new tf.Variable(tf.zeros([1]), { name: 'b' });
const logits = tf.matmul(x, w).add(b);
const losses = tf.nn.softmaxCrossEntropyWithLogits({ labels: isSpam, logits }); // warning: cross-entropy-of-one; fix: Use sigmoidCrossEntropyWithLogits
const trainStep = new tf.train.AdamOptimizer(0.01).minimize(tf.reduceMean(losses));

const mails = [
  [1, 0, 3],
  [0, 2, 0],
];
using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
await sess.run(trainStep, [
  [x, mails],
  [isSpam, [[1], [0]]],
]);
