// null for the number of features, which the weights know to be 13: a wrong feed is found only by the product inside.
import * as tf from 'tensorloom';

const x = tf.placeholder('float32', [null, null], { name: 'x' }); // warning: fixed-wildcard; fix: Write 13
const w = new tf.Variable(tf.zeros([13, 1]), { name: 'w' });
const b = new tf.Variable(0, { name: 'b' });
const price = tf.matmul(x, w).add(b);

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
console.log((await sess.run(price, [[x, [new Array(13).fill(1)]]])).toArray());
