// Logits of [examples, classes] have axes 0 and 1; who counts from one ends past the last.
import * as tf from 'tensorloom';

const scores = tf.placeholder('float32', [null, 3], { name: 'scores' });
const winner = tf.argmax(scores, 2); // error: shape-mismatch; fix: Use axis 1

using sess = new tf.Session();
const ballots = [
  [0.1, 0.7, 0.2],
  [0.5, 0.1, 0.4],
];
for (const index of await sess.run(winner, [[scores, ballots]])) console.log(String(index));
