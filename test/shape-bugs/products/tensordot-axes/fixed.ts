// Over the last axis of the first and the first axis of the second.
import * as tf from 'tensorloom';

const sequence = tf.placeholder('float32', [2, 5, 6], { name: 'sequence' });
const kernel = new tf.Variable(tf.randomNormal([6, 3]), { name: 'kernel' });
const projected = tf.tensordot(sequence, kernel, 1);
const energy = tf.reduceSum(tf.square(projected), [1, 2]);

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
const step = [1, 0, 0, 1, 0, 0];
console.log(await sess.run(energy, [[sequence, new Array(2).fill(new Array(5).fill(step))]]));
