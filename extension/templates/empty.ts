// A model file builds a graph of operations; a session computes the parts that are asked for.
import * as tf from 'tensorloom';

const x = tf.placeholder('float32', [null, 3], { name: 'x' });
const weights = new tf.Variable(tf.ones([3, 1]), { name: 'weights' });
const y = tf.matmul(x, weights);

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
console.log(await sess.run(y, [[x, [[1, 2, 3]]]]));
