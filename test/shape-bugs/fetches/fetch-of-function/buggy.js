// A function that builds the tensor, handed over without being called.
import * as tf from 'tensorloom';

const x = tf.placeholder('float32', [null], { name: 'x' });
const deviation = () => tf.sqrt(tf.reduceMean(tf.squaredDifference(x, tf.reduceMean(x))));

const sess = new tf.Session();
console.log(await sess.run(deviation, [[x, [2, 4, 6]]])); // error: fetch-invalid; fix: Call the function
