// Each input has an encoder of its own, which is shared by all that builds on that input.
import * as tf from 'tensorloom';

const question = tf.placeholder('float32', [null, 16], { name: 'question' });
const answer = tf.placeholder('float32', [null, 12], { name: 'answer' });

function encode(input: tf.Tensor, scope: string): tf.Tensor {
  return tf.variableScope(scope, { reuse: tf.AUTO_REUSE }, () => {
    const features = input.shape.asList()[1];
    const weights = tf.getVariable('weights', [features, 4]);
    return tf.tanh(tf.matmul(input, weights));
  });
}

const similarity = tf.reduceSum(encode(question, 'question_encoder').mul(encode(answer, 'answer_encoder')), 1);
console.log(similarity.shape.rank);
