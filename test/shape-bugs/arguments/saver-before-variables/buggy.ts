// A saver saves the variables that exist when it is made.
import * as tf from 'tensorloom';

const saver = new tf.train.Saver(); // error: invalid-argument
const a = new tf.Variable([1, 2], { name: 'a' });
const double = a.assign(a.mul(2));

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
await sess.run(double);
console.log(await saver.save(sess, 'checkpoints/a'));
