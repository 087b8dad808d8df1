// The last axis.
import * as tf from 'tensorloom';

const scores = tf.placeholder('float32', [null, 3], { name: 'scores' });
const winner = tf.argmax(scores, 1);

using sess = new tf.Session();
const ballots = [
  [0.1, 0.7, 0.2],
  [0.5, 0.1, 0.4],
];
for (const index of await sess.run(winner, [[scores, ballots]])) console.log(String(index));
