// What a run gives is a promise until it is awaited.
import * as tf from 'tensorloom';

const noise = tf.randomNormal([2, 3], { seed: 1 });
const x = tf.placeholder('float32', [null, 3], { name: 'x' });
const norm = tf.norm(x);

using sess = new tf.Session();
const sample = sess.run(noise);
console.log(await sess.run(norm, [[x, sample]])); // error: missing-await; fix: Add await
