// What save gives is a promise of a path. Until it is awaited, nothing is saved yet.
import * as tf from 'tensorloom';

const w = new tf.Variable([1, 2, 3], { name: 'w' });
const double = w.assign(w.mul(2));
const saver = new tf.train.Saver();

const sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
await sess.run(double);
const path = saver.save(sess, 'checkpoints/left'); // warning: missing-await; fix: Add await
console.log(`saved to ${path}`);
