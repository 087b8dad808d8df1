// Variables hold nothing until their initialisers are run.
import * as tf from 'tensorloom';

const weights = new tf.Variable(tf.randomUniform([3, 3]), { name: 'weights' });
const x = tf.placeholder('float32', [null, 3], { name: 'x' });
const y = tf.matmul(x, weights);

using sess = new tf.Session();
console.log((await sess.run(y, [[x, [[1, 0, 0]]]])).shape); // error: uninitialized-variable; fix: Run the initialiser before
