// A small network, to be changed: what it builds is told while somebody types.
import * as tf from 'tensorloom';

const x = tf.placeholder('float32', [null, 784], { name: 'x' });
const w = new tf.Variable(tf.truncatedNormal([784, 64], { stddev: 0.1 }), { name: 'w' });
const b = new tf.Variable(tf.zeros([64]), { name: 'b' });
const hidden = tf.nn.relu(tf.matmul(x, w, { name: 'product' }).add(b), { name: 'hidden' });
const total = tf.reduceSum(hidden, null, { name: 'total' });

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
console.log(await sess.run(total, [[x, [new Array(784).fill(0.5)]]]));
