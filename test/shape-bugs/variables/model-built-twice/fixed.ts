// What is there already is shared: the same weights are trained and tested.
import * as tf from 'tensorloom';

const x = tf.placeholder('float32', [null, 8], { name: 'x' });

function model(input: tf.Tensor, keepProb: number): tf.Tensor {
  return tf.variableScope('model', { reuse: tf.AUTO_REUSE }, () => {
    const weights = tf.getVariable('weights', [8, 3]);
    return tf.nn.dropout(tf.matmul(input, weights), keepProb);
  });
}

const trained = model(x, 0.5);
const tested = model(x, 1);
console.log(trained.shape.rank, tested.shape.rank);
