// A loss made of decisions: argmax gives the number of a class, and the smallest change of the weights does not change it.
import * as tf from 'tensorloom';

const digits = tf.data.digits({ train: 20, test: 10, oneHot: true });
const x = tf.placeholder('float32', [null, 784], { name: 'x' });
const labels = tf.placeholder('float32', [null, 10], { name: 'labels' });
const w = new tf.Variable(tf.truncatedNormal([784, 10], { stddev: 0.1 }), { name: 'w' });
const logits = tf.matmul(x, w);
const wrong = tf.cast(tf.notEqual(tf.argmax(logits, 1), tf.argmax(labels, 1)), 'float32');
const loss = tf.reduceMean(wrong);
const trainStep = new tf.train.GradientDescentOptimizer(0.5).minimize(loss); // error: no-gradient

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
const [xs, ys] = digits.train.nextBatch(10);
await sess.run(trainStep, { 'x:0': xs, 'labels:0': ys });
