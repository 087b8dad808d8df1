// Types say how many bits they have.
import * as tf from 'tensorloom';

const weight = tf.placeholder('float64', [null], { name: 'weight' });
const total = tf.reduceSum(weight);

using sess = new tf.Session();
console.log(await sess.run(total, [[weight, [72.5, 81.25]]]));
