// The decoder takes the encoder's weights, turned round. It asks for them under the name that the layer had before it was
// renamed, in a scope that only finds variables.
import * as tf from 'tensorloom';

const x = tf.placeholder('float32', [null, 8], { name: 'x' });

const code = tf.variableScope('encoder', () => tf.sigmoid(tf.matmul(x, tf.getVariable('weights', [8, 3]))));

const shared = tf.variableScope('encoder', { reuse: true }, () => {
  return tf.getVariable('w', [8, 3]); // error: invalid-argument
});
const decoded = tf.matmul(code, shared, { transposeB: true });
console.log(decoded.shape.rank);
