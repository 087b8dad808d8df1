/** One tower of a siamese network. */

import * as tf from 'tensorloom';

/** Makes the weights once; what it gives back may be applied to several inputs. */
export function makeTower(inputs: number, units: number) {
  const weights = new tf.Variable(tf.truncatedNormal([inputs, units], { stddev: 0.1 }), { name: 'tower_weights' });
  const biases = new tf.Variable(tf.zeros([units]), { name: 'tower_biases' });
  return (x: tf.Tensor) => tf.nn.relu(tf.matmul(x, weights).add(biases)); // error: shape-mismatch
}
