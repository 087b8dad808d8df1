// A session runs the default graph unless it is told otherwise, and the model is in another.
import * as tf from 'tensorloom';

const graph = new tf.Graph();
const product = graph.asDefault(() => {
  const a = tf.constant([[1, 2]], { name: 'a' });
  const b = tf.constant([[3], [4]], { name: 'b' });
  return tf.matmul(a, b);
});
const origin = tf.constant(0, { name: 'origin' });

using sess = new tf.Session();
console.log(await sess.run(product)); // error: wrong-graph; fix: Make the session for 'graph'
