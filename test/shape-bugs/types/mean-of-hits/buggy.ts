// Accuracy is the mean of the hits, but truth values have no mean: they are cast to 0 and 1 first.
import * as tf from 'tensorloom';

const logits = tf.placeholder('float32', [null, 3], { name: 'logits' });
const labels = tf.placeholder('int64', [null], { name: 'labels' });
const accuracy = tf.nameScope('accuracy', () => {
  const hits = tf.equal(tf.argmax(logits, 1), labels);
  return tf.reduceMean(hits); // error: dtype-mismatch; fix: Cast hits to float32
});

using sess = new tf.Session();
const predictions = [
  [0.9, 0, 0.1],
  [0.1, 0.2, 0.7],
];
console.log(
  await sess.run(accuracy, [
    [logits, predictions],
    [labels, [0, 1]],
  ]),
);
