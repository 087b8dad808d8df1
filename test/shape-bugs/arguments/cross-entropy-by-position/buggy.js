// The losses take their two tensors by name only: by position, labels and logits were mixed up too often.
import * as tf from 'tensorloom';

const digits = tf.data.digits({ train: 30, test: 10, oneHot: true });
const x = tf.placeholder('float32', [null, 784], { name: 'x' });
const y = tf.placeholder('float32', [null, 10], { name: 'y' });
const logits = tf.matmul(x, new tf.Variable(tf.zeros([784, 10]), { name: 'w' }));
const loss = tf.reduceMean(tf.nn.softmaxCrossEntropyWithLogits(logits, y)); // error: invalid-argument; fix: Name the arguments
const train = new tf.train.GradientDescentOptimizer(0.5).minimize(loss);

const sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
const [xs, ys] = digits.train.nextBatch(10);
const feeds = new Map();
feeds.set(x, xs);
feeds.set(y, ys);
await sess.run(train, feeds);
sess.close();
