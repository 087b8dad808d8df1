// slice takes a size, not an end as Array's slice does.
import * as tf from 'tensorloom';

const hours = tf.placeholder('float32', [null, 24], { name: 'hours' });
const evening = tf.slice(hours, [0, 18], [-1, 24]); // error: shape-mismatch
const peak = tf.reduceMax(evening, 1);

using sess = new tf.Session();
console.log((await sess.run(peak, [[hours, [Array.from({ length: 24 }, (_, h) => h)]]])).toArray());
