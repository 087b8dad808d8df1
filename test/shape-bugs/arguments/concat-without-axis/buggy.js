// TensorFlow.js joins along axis 0 unless told otherwise; here the axis must be named.
import * as tf from 'tensorloom';

const morning = tf.placeholder('float32', [null, 12], { name: 'morning' });
const evening = tf.placeholder('float32', [null, 12], { name: 'evening' });
const day = tf.concat([morning, evening]); // error: invalid-argument

const sess = new tf.Session();
const hours = [Array.from({ length: 12 }, (_, hour) => hour)];
const feeds = [
  [morning, hours],
  [evening, hours],
];
console.log((await sess.run(day, feeds)).shape);
