// The accuracy of a model with one output: rounded predictions in a column, classes in a vector, and the mean of a square.
import * as tf from 'tensorloom';

const logits = tf.placeholder('float32', [8, 1], { name: 'logits' });
const classes = tf.placeholder('float32', [8], { name: 'classes' });
const predicted = tf.round(tf.sigmoid(logits));
const accuracy = tf.nameScope('accuracy', () => {
  const hits = tf.equal(predicted, classes); // warning: broadcast-blow-up; fix: Squeeze the column
  return tf.reduceMean(tf.cast(hits, 'float32'));
});

using sess = new tf.Session();
const feeds: tf.Feeds = [
  [logits, [1, -1, 2, -2, 3, -3, 4, -4].map((logit) => [logit])],
  [classes, [1, 0, 1, 0, 1, 0, 1, 1]],
];
console.log(await sess.run(accuracy, feeds));
