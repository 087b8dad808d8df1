// Variables and session are of one graph, the initialiser is made in the default graph, where there are no variables.
import * as tf from 'tensorloom';

function build() {
  const graph = new tf.Graph();
  return graph.asDefault(() => {
    const counter = new tf.Variable(1, { name: 'counter', trainable: false });
    const next = counter.assign(counter.mul(2));
    return { graph, next };
  });
}

const { graph, next } = build();
using sess = new tf.Session({ graph });
await sess.run(tf.globalVariablesInitializer()); // error: wrong-graph
for (let i = 0; i < 3; i++) console.log(await sess.run(next));
