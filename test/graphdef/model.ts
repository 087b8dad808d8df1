/** A graph with variables, gradients, control dependencies, devices and attributes of every kind, for tests. */

import * as tf from '../../engine/index.ts';

/** Builds it in the default graph. */
export function buildModel() {
  const x = tf.placeholder('float32', [null, 3], { name: 'x' });
  const w = tf.nameScope('layer', () => new tf.Variable(tf.truncatedNormal([3, 2], { seed: 3 }), { name: 'w' }));
  const y = tf.nn.softmax(tf.matmul(x, w), { name: 'y' });
  const loss = tf.reduceMean(tf.square(y), { name: 'loss' });
  const train = new tf.train.MomentumOptimizer(0.1, 0.9).minimize(loss);
  const text = tf.constant(['a\n"b"', 'ü'], { name: 'text' });
  const [left] = tf.device('/device:CPU:0', () => tf.split(y, 2, 1, { name: 'halves' }));
  const done = tf.controlDependencies([left, text], () => tf.noOp({ name: 'done' }));
  return { x, w, y, loss, train, left, done };
}

/** What `body` gives in a graph of its own. */
export function inGraph<T>(body: (graph: tf.Graph) => T): T {
  const graph = new tf.Graph();
  return graph.asDefault(() => body(graph));
}
