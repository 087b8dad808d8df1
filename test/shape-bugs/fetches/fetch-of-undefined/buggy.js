// The model gives an object of tensors, and one of the names that are taken out of it is not there.
import * as tf from 'tensorloom';

function model(size) {
  const input = tf.placeholder('float32', [null, size], { name: 'input' });
  const weights = new tf.Variable(tf.ones([size, 2]), { name: 'weights' });
  const logits = tf.matmul(input, weights);
  return { input, probabilities: tf.nn.softmax(logits) };
}

const { input, predictions } = model(3);
const sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
const result = await sess.run(predictions, [[input, [[1, 2, 3]]]]); // error: fetch-invalid
console.log(result.toArray());
