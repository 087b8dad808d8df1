// One function builds the model, once for training with dropout and once for the test without. The second time the
// variables are there already, and nothing says that they are to be shared.
import * as tf from 'tensorloom';

const x = tf.placeholder('float32', [null, 8], { name: 'x' });

function model(input: tf.Tensor, keepProb: number): tf.Tensor {
  return tf.variableScope('model', () => {
    const weights = tf.getVariable('weights', [8, 3]); // error: invalid-argument; fix: Share the variables of this scope
    return tf.nn.dropout(tf.matmul(input, weights), keepProb);
  });
}

const trained = model(x, 0.5);
const tested = model(x, 1);
console.log(trained.shape.rank, tested.shape.rank);
