// Made where the variables are.
import * as tf from 'tensorloom';

function build() {
  const graph = new tf.Graph();
  return graph.asDefault(() => {
    const counter = new tf.Variable(1, { name: 'counter', trainable: false });
    const next = counter.assign(counter.mul(2));
    return { graph, next, initializer: tf.globalVariablesInitializer() };
  });
}

const { graph, next, initializer } = build();
using sess = new tf.Session({ graph });
await sess.run(initializer);
for (let i = 0; i < 3; i++) console.log(await sess.run(next));
