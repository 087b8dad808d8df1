// Local variables, such as the counters of a metric, are not among the global ones that were initialised.
import * as tf from 'tensorloom';

const predictions = tf.placeholder('float32', [null], { name: 'predictions' });
const local = { trainable: false, collections: [tf.GraphKeys.LOCAL_VARIABLES] };
const total = new tf.Variable(0, { ...local, name: 'total' });
const count = new tf.Variable(0, { ...local, name: 'count' });
const update = tf.group(
  total.assignAdd(tf.reduceSum(predictions)),
  count.assignAdd(tf.cast(tf.size(predictions), 'float32')),
);
const mean = tf.div(total, count);

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
await sess.run(update, [[predictions, [0.2, 0.6]]]); // error: uninitialized-variable; fix: Run the initialiser before
console.log(await sess.run(mean));
