// Made after them.
import * as tf from 'tensorloom';

const a = new tf.Variable([1, 2], { name: 'a' });
const double = a.assign(a.mul(2));
const saver = new tf.train.Saver();

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
await sess.run(double);
console.log(await saver.save(sess, 'checkpoints/a'));
