// Two layers outside any scope, both with variables called weights. The checkpoint knows the second as weights_1, which
// changes with the order of the layers.
import * as tf from 'tensorloom';

const x = tf.placeholder('float32', [null, 3], { name: 'x' });
const w1 = new tf.Variable(tf.truncatedNormal([3, 5], { stddev: 0.1 }), { name: 'weights' });
const hidden = tf.nn.relu(tf.matmul(x, w1));
const w2 = new tf.Variable(tf.truncatedNormal([5, 1], { stddev: 0.1 }), { name: 'weights' }); // warning: duplicate-name
const y = tf.matmul(hidden, w2);
const saver = new tf.train.Saver();

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
console.log((await sess.run(y, [[x, [[1, 2, 3]]]])).toArray());
await saver.save(sess, 'checkpoints/model');
