// Reshaped first.
import * as tf from 'tensorloom';

const digits = tf.data.digits({ train: 10, test: 10 });
const x = tf.placeholder('float32', [null, 784], { name: 'x' });
const images = tf.assertShape(tf.reshape(x, [-1, 28, 28, 1]), [null, 28, 28, 1]);
const rows = tf.reduceMean(images, [1, 2, 3]);

using sess = new tf.Session();
console.log(await sess.run(rows, [[x, digits.test.images]]));
