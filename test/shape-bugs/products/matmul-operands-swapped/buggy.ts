// Mathematics writes W·x + b with x as a column; here examples are rows, so it is x·W. Swapped, the product is a square
// of weights against weights, and only the biases give it away.
import * as tf from 'tensorloom';

const digits = tf.data.digits({ train: 40, test: 10, oneHot: true });
const x = tf.placeholder('float32', [null, 784]);
const y = tf.placeholder('float32', [null, 10]);
const W = new tf.Variable(tf.zeros([784, 10]));
const b = new tf.Variable(tf.zeros([10]));
const scores = tf.matmul(W, x).add(b); // error: shape-mismatch; fix: Exchange the operands of matmul
const loss = tf.reduceMean(tf.nn.softmaxCrossEntropyWithLogits({ labels: y, logits: scores }));
const train = new tf.train.GradientDescentOptimizer(0.1).minimize(loss);

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
const [images, labels] = digits.train.nextBatch(20);
await sess.run(train, [
  [x, images],
  [y, labels],
]);
