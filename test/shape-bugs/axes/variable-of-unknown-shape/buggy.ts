// A variable with one row an example: the number of examples is known when a batch is fed, and a variable needs its
// shape before.
import * as tf from 'tensorloom';

const inputs = tf.placeholder('float32', [null, 5], { name: 'inputs' });
const units = 4;
const examples = tf.shape(inputs).slice([0], [1]);
const stateShape = tf.concat([examples, tf.constant([units], { dtype: 'int32' })], 0);
const state = new tf.Variable(tf.zeros(stateShape), { name: 'state', trainable: false }); // error: shape-mismatch
const kernel = new tf.Variable(tf.randomNormal([5, units]), { name: 'kernel' });
const next = tf.tanh(tf.matmul(inputs, kernel).add(state));

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
console.log((await sess.run(next, [[inputs, [[1, 2, 3, 4, 5]]]])).shape);
