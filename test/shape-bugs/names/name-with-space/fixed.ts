// A line below for the space.
import * as tf from 'tensorloom';

const seconds = tf.placeholder('float32', [null], { name: 'seconds' });
const mean = tf.reduceMean(seconds, { name: 'mean_time' });

using sess = new tf.Session();
console.log(await sess.run(mean, [[seconds, [58.2, 61.4]]]));
