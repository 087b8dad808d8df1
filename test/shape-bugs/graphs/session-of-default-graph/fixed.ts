// The session of the model's graph.
import * as tf from 'tensorloom';

const graph = new tf.Graph();
const product = graph.asDefault(() => {
  const a = tf.constant([[1, 2]], { name: 'a' });
  const b = tf.constant([[3], [4]], { name: 'b' });
  return tf.matmul(a, b);
});

using sess = new tf.Session({ graph });
console.log(await sess.run(product));
