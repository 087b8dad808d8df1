// Weights taken from a list of numbers, which is a vector, into a variable that is a column.
import * as tf from 'tensorloom';

const weights = new tf.Variable(tf.zeros([3, 1]), { name: 'weights' });
const pretrained = [0.25, -1.5, 3];
const load = weights.assign(pretrained); // error: shape-mismatch
const x = tf.placeholder('float32', [null, 3], { name: 'x' });
const y = tf.matmul(x, weights);

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
await sess.run(load);
console.log((await sess.run(y, [[x, [[1, 1, 1]]]])).toArray());
