// Loading: restoring initialises what the checkpoint holds. Run saving.ts first.
import * as tf from 'tensorloom';

const a = new tf.Variable(0, { name: 'a' });
const renamed = new tf.Variable([0, 0, 0], { name: 'another_name' });
// Keys of a checkpoint are variable names; a map says where they differ.
const saver = new tf.train.Saver({ a, b: renamed });

using sess = new tf.Session();
await saver.restore(sess, 'checkpoints/numbers.ckpt');
console.log(await sess.run(a), (await sess.run(renamed)).toArray());
