// A new head on a network that was initialised already. Initialising everything again would undo what is loaded, so only
// the new variables are initialised; forgotten, they hold nothing.
import * as tf from 'tensorloom';

const x = tf.placeholder('float32', [null, 6], { name: 'x' });
const base = new tf.Variable(tf.truncatedNormal([6, 4], { stddev: 0.1 }), { name: 'base' });
const features = tf.nn.relu(tf.matmul(x, base));

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
console.log((await sess.run(features, [[x, [[1, 2, 3, 4, 5, 6]]]])).shape);

const head = tf.nameScope('head', () => {
  const weights = new tf.Variable(tf.truncatedNormal([4, 3], { stddev: 0.1 }), { name: 'weights' });
  const biases = new tf.Variable(tf.zeros([3]), { name: 'biases' });
  return { logits: tf.matmul(features, weights).add(biases) };
});
console.log((await sess.run(head.logits, [[x, [[1, 2, 3, 4, 5, 6]]]])).shape); // error: uninitialized-variable
