// tile wants one multiple an axis: the batch and the new axis were thought of, the features not.
import * as tf from 'tensorloom';

const context = tf.placeholder('float32', [null, 4], { name: 'context' });
const steps = 3;
const repeated = tf.tile(tf.expandDims(context, 1), [1, steps]); // error: shape-mismatch

const sess = new tf.Session();
console.log((await sess.run(repeated, [[context, [[1, 2, 3, 4]]]])).toArray());
