// All of it in the one graph.
import * as tf from 'tensorloom';

const graph = new tf.Graph();
const { x, y, loss } = graph.asDefault(() => {
  const x = tf.placeholder('float32', [null, 2], { name: 'x' });
  const y = tf.placeholder('float32', [null, 1], { name: 'y' });
  const w = new tf.Variable([[0.5], [0.5]], { name: 'w' });
  const predicted = tf.matmul(x, w);
  return { x, y, loss: tf.reduceMean(tf.squaredDifference(predicted, y)) };
});

using sess = new tf.Session({ graph });
await sess.run(graph.asDefault(() => tf.globalVariablesInitializer()));
const value = await sess.run(loss, [
  [x, [[1, 2]]],
  [y, [[1]]],
]);
console.log(value);
