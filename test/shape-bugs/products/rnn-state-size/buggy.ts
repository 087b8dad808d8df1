// A recurrent cell joins input and state before its matrix; the matrix was sized for the input alone.
import * as tf from 'tensorloom';

const [steps, inputs, units] = [5, 3, 8];
const series = tf.placeholder('float32', [null, steps, inputs], { name: 'series' });
const batch = tf.shape(series).slice([0], [1]);

const kernel = new tf.Variable(tf.truncatedNormal([inputs, units], { stddev: 0.1 }), { name: 'kernel' });
const bias = new tf.Variable(tf.zeros([units]), { name: 'bias' });

const cell = (input: tf.Tensor, state: tf.Tensor) => tf.tanh(tf.matmul(tf.concat([input, state], 1), kernel).add(bias)); // error: shape-mismatch; fix: Change the size 3 to 11

let state: tf.Tensor = tf.zeros(tf.concat([batch, tf.constant([units], { dtype: 'int32' })], 0));
state.setShape([null, units]);
for (const [t, input] of tf.unstack(series, steps, 1).entries()) {
  state = tf.nameScope(`step${t}`, () => cell(input, state));
}
const mean = tf.reduceMean(state);

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
console.log(await sess.run(mean, [[series, [new Array(steps).fill([0.1, 0.2, 0.3])]]]));
