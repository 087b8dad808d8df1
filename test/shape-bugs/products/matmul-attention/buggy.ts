// Scaled dot-product attention compares each query with each key: the keys must be transposed, as the formula's small T
// says. Batches of matrices hide it, because three axes look alike on both sides.
import * as tf from 'tensorloom';

const steps = 6;
const depth = 16;
const sequence = tf.placeholder('float32', [null, steps, depth], { name: 'sequence' });

const project = (name: string) =>
  tf.nameScope(name, () => {
    const w = new tf.Variable(tf.truncatedNormal([depth, depth], { stddev: 0.2 }), { name: 'w' });
    return tf.tensordot(sequence, w, 1);
  });
const [queries, keys, values] = ['query', 'key', 'value'].map(project);

const attended = tf.nameScope('attention', () => {
  const scores = tf.matmul(queries, keys).div(Math.sqrt(depth)); // error: shape-mismatch; fix: Transpose the second operand
  return tf.matmul(tf.nn.softmax(scores), values);
});
const pooled = tf.reduceMean(attended, 1);

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
const zeros = Array.from({ length: 2 }, () => Array.from({ length: steps }, () => new Array(depth).fill(0.5)));
console.log((await sess.run(pooled, [[sequence, zeros]])).shape);
