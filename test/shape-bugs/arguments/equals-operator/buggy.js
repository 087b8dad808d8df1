// === compares the two descriptions in the graph, which are never the same object: the accuracy is always 0.
import * as tf from 'tensorloom';

const logits = tf.placeholder('float32', [null, 2], { name: 'logits' });
const labels = tf.placeholder('int64', [null], { name: 'labels' });
const hits = tf.argmax(logits, 1) === labels; // warning: javascript-operator; fix: Write it with the method equal
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
