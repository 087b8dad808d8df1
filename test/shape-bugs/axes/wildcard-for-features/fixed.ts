// null for the batch alone.
import * as tf from 'tensorloom';

const x = tf.placeholder('float32', [null, 13], { name: 'x' });
const w = new tf.Variable(tf.zeros([13, 1]), { name: 'w' });
const b = new tf.Variable(0, { name: 'b' });
const price = tf.matmul(x, w).add(b);

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
console.log((await sess.run(price, [[x, [new Array(13).fill(1)]]])).toArray());
