// Types by the names of other languages.
import * as tf from 'tensorloom';

const weight = tf.placeholder('double', [null], { name: 'weight' }); // error: dtype-mismatch; fix: Write 'float64'
const total = tf.reduceSum(weight);

using sess = new tf.Session();
console.log(await sess.run(total, [[weight, [72.5, 81.25]]]));
