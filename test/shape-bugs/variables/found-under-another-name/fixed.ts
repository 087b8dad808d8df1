// The decoder takes the encoder's weights by the name that they have.
import * as tf from 'tensorloom';

const x = tf.placeholder('float32', [null, 8], { name: 'x' });

const code = tf.variableScope('encoder', () => tf.sigmoid(tf.matmul(x, tf.getVariable('weights', [8, 3]))));

const shared = tf.variableScope('encoder', { reuse: true }, () => {
  return tf.getVariable('weights', [8, 3]);
});
const decoded = tf.matmul(code, shared, { transposeB: true });
console.log(decoded.shape.rank);
