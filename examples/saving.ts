// Saving: the variables of a session go to a checkpoint that TensorFlow can read.
import * as tf from 'tensorloom';

const a = new tf.Variable(5, { name: 'a' });
const b = new tf.Variable([1, 2, 3], { name: 'b' });
const saver = new tf.train.Saver();

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
await sess.run([a.assign(7), b.assignAdd([10, 10, 10])]);
const path = await saver.save(sess, 'checkpoints/numbers.ckpt');
console.log('saved to', path);
