// Names of operations become parts of paths: no spaces.
import * as tf from 'tensorloom';

const seconds = tf.placeholder('float32', [null], { name: 'seconds' });
const mean = tf.reduceMean(seconds, { name: 'mean time' }); // error: invalid-name; fix: Name it 'mean_time'

using sess = new tf.Session();
console.log(await sess.run(mean, [[seconds, [58.2, 61.4]]]));
