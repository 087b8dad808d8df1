// A curve has one number a step; the loss here is one number an example.
import * as tf from 'tensorloom';

const x = tf.placeholder('float32', [null, 2], { name: 'x' });
const y = tf.placeholder('float32', [null], { name: 'y' });
const w = new tf.Variable([[0.1], [0.2]], { name: 'w' });
const loss = tf.square(tf.squeeze(tf.matmul(x, w), [1]).sub(y));
const curve = tf.summary.scalar('loss', loss); // error: shape-mismatch; fix: Reduce it to its mean

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
const examples = [
  [1, 0],
  [0, 1],
  [1, 1],
];
const bytes = await sess.run(curve, [
  [x, examples],
  [y, [1, 2, 3]],
]);
console.log(bytes.length > 0);
