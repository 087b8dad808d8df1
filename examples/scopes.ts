// Name scopes: they group the graph, and make names unique.
import * as tf from 'tensorloom';

const hidden = tf.nameScope('hidden', () => {
  const a = tf.constant(1, { name: 'alpha' });
  const weights = new tf.Variable(tf.randomUniform([1, 2], { minval: -1, maxval: 1, seed: 1 }), { name: 'weights' });
  const biases = new tf.Variable(tf.zeros([1]), { name: 'biases' });
  console.log(a.op.name, weights.op.name, biases.op.name);
  return a;
});

// The same scope again is another scope.
tf.nameScope('hidden', () => console.log(tf.constant(1, { name: 'alpha' }).op.name));

const total = tf.nameScope('math', () => hidden.add(1).mul(2));
console.log(total.name, tf.getDefaultGraph().getOperations().length);

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
console.log(await sess.run(total));
const writer = new tf.summary.FileWriter('logs/scopes', sess.graph);
await writer.close();
