// Over the last axis of the one and the first of the other, or over two pairs of axes? The numbers of axes are mixed up.
import * as tf from 'tensorloom';

const sequence = tf.placeholder('float32', [2, 5, 6], { name: 'sequence' });
const kernel = new tf.Variable(tf.randomNormal([6, 3]), { name: 'kernel' });
const projected = tf.tensordot(sequence, kernel, 2); // error: shape-mismatch
const energy = tf.reduceSum(tf.square(projected), [1, 2]);

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
const step = [1, 0, 0, 1, 0, 0];
console.log(await sess.run(energy, [[sequence, new Array(2).fill(new Array(5).fill(step))]]));
