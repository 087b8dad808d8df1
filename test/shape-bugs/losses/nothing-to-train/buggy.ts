// All variables were made untrainable, to freeze the network, the new layer included.
import * as tf from 'tensorloom';

const frozen = { trainable: false };
const x = tf.placeholder('float32', [null, 3], { name: 'x' });
const base = new tf.Variable(tf.ones([3, 3]), { ...frozen, name: 'base' });
const head = new tf.Variable(tf.zeros([3, 1]), { ...frozen, name: 'head' });
const y = tf.matmul(tf.tanh(tf.matmul(x, base)), head);
const loss = tf.reduceMean(tf.square(y.sub(1)));
const trainStep = new tf.train.GradientDescentOptimizer(0.1).minimize(loss); // error: no-gradient

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
await sess.run(trainStep, [[x, [[1, 2, 3]]]]);
