// A function by its name in Python, in a file that no type checker reads.
import * as tf from 'tensorloom';

const x = tf.placeholder('float32', [null, 3], { name: 'x' });
const w = new tf.Variable(tf.ones([3, 2]), { name: 'w' });
const scores = tf.nn.softmax(tf.matmul(x, w));
const mean = tf.reduce_mean(scores, 1); // error: name-not-found; fix: Write tf.reduceMean

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
console.log(await sess.run(mean, [[x, [[1, 2, 3]]]]));
