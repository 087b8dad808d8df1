// Two inputs go through one encoder with shared weights, but the second input has fewer features: the weights that are
// there do not fit it.
import * as tf from 'tensorloom';

const question = tf.placeholder('float32', [null, 16], { name: 'question' });
const answer = tf.placeholder('float32', [null, 12], { name: 'answer' });

function encode(input: tf.Tensor): tf.Tensor {
  return tf.variableScope('encoder', { reuse: tf.AUTO_REUSE }, () => {
    const features = input.shape.asList()[1];
    const weights = tf.getVariable('weights', [features, 4]); // error: shape-mismatch
    return tf.tanh(tf.matmul(input, weights));
  });
}

const similarity = tf.reduceSum(encode(question).mul(encode(answer)), 1);
console.log(similarity.shape.rank);
