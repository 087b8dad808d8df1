// A network with one output for a choice of ten: a sigmoid decides between two classes, a softmax among many.
import * as tf from 'tensorloom';

const digits = tf.data.digits({ train: 20, test: 10, oneHot: true });
const x = tf.placeholder('float32', [null, 784], { name: 'x' });
const labels = tf.placeholder('float32', [null, 10], { name: 'labels' });
const w = new tf.Variable(tf.zeros([784, 1]), { name: 'w' });
const logits = tf.matmul(x, w);
const loss = tf.reduceMean(tf.nn.sigmoidCrossEntropyWithLogits({ labels, logits })); // error: shape-mismatch; fix: Change the size 1 to 10
const trainStep = new tf.train.GradientDescentOptimizer(0.1).minimize(loss);

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
const [xs, ys] = digits.train.nextBatch(20);
await sess.run(trainStep, { 'x:0': xs, 'labels:0': ys });
