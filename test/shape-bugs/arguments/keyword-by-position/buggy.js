// What Python takes as keyword arguments goes into an object here; by position it has no place.
import * as tf from 'tensorloom';

const a = tf.placeholder('float32', [null, 4], { name: 'a' });
const b = tf.placeholder('float32', [null, 4], { name: 'b' });
const similarity = tf.matmul(a, b, false, true); // error: invalid-argument; fix: Give them by name

const sess = new tf.Session();
const rows = [
  [1, 0, 0, 0],
  [0, 1, 0, 0],
];
console.log((await sess.run(similarity, { 'a:0': rows, 'b:0': rows })).toArray());
