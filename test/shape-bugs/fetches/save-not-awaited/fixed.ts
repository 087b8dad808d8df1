// The path of what is saved.
import * as tf from 'tensorloom';

const w = new tf.Variable([1, 2, 3], { name: 'w' });
const double = w.assign(w.mul(2));
const saver = new tf.train.Saver();

const sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
await sess.run(double);
const path = await saver.save(sess, 'checkpoints/awaited');
console.log(`saved to ${path}`);
