// The model is made in a graph of its own, the loss outside, in the default graph. Parts of two graphs do not connect.
import * as tf from 'tensorloom';

const graph = new tf.Graph();
const { x, y, predicted } = graph.asDefault(() => {
  const x = tf.placeholder('float32', [null, 2], { name: 'x' });
  const y = tf.placeholder('float32', [null, 1], { name: 'y' });
  const w = new tf.Variable([[0.5], [0.5]], { name: 'w' });
  return { x, y, predicted: tf.matmul(x, w) };
});
const offset = tf.constant(0.1);
const loss = tf.reduceMean(tf.squaredDifference(predicted.add(offset), y)); // error: wrong-graph

using sess = new tf.Session({ graph });
await sess.run(graph.asDefault(() => tf.globalVariablesInitializer()));
const value = await sess.run(loss, [
  [x, [[1, 2]]],
  [y, [[1]]],
]);
console.log(value);
