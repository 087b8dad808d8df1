// A scope for each layer.
import * as tf from 'tensorloom';

const x = tf.placeholder('float32', [null, 3], { name: 'x' });
const hidden = tf.nameScope('hidden', () => {
  const weights = new tf.Variable(tf.truncatedNormal([3, 5], { stddev: 0.1 }), { name: 'weights' });
  return tf.nn.relu(tf.matmul(x, weights));
});
const y = tf.nameScope('output', () => {
  const weights = new tf.Variable(tf.truncatedNormal([5, 1], { stddev: 0.1 }), { name: 'weights' });
  return tf.matmul(hidden, weights);
});
const saver = new tf.train.Saver();

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
console.log((await sess.run(y, [[x, [[1, 2, 3]]]])).toArray());
await saver.save(sess, 'checkpoints/model');
