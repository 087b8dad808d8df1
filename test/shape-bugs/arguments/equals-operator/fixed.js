// equal compares the elements.
import * as tf from 'tensorloom';

const logits = tf.placeholder('float32', [null, 2], { name: 'logits' });
const labels = tf.placeholder('int64', [null], { name: 'labels' });
const hits = tf.equal(tf.argmax(logits, 1), labels);
const accuracy = tf.reduceMean(tf.cast(hits, 'float32'));

const sess = new tf.Session();
const feeds = new Map([
  [
    logits,
    [
      [2, 1],
      [0, 3],
    ],
  ],
  [labels, [0, 1]],
]);
console.log(await sess.run(accuracy, feeds));
