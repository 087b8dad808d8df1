// The function by its name here.
import * as tf from 'tensorloom';

const x = tf.placeholder('float32', [null, 3], { name: 'x' });
const w = new tf.Variable(tf.ones([3, 2]), { name: 'w' });
const scores = tf.nn.softmax(tf.matmul(x, w));
const mean = tf.reduceMean(scores, 1);

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
console.log(await sess.run(mean, [[x, [[1, 2, 3]]]]));
