// By the name it has.
import * as tf from 'tensorloom';

function model(size) {
  const input = tf.placeholder('float32', [null, size], { name: 'input' });
  const weights = new tf.Variable(tf.ones([size, 2]), { name: 'weights' });
  const logits = tf.matmul(input, weights);
  return { input, probabilities: tf.nn.softmax(logits) };
}

const { input, probabilities } = model(3);
const sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
const result = await sess.run(probabilities, [[input, [[1, 2, 3]]]]);
console.log(result.toArray());
