// A statement about a shape that is not so: the images are still flat.
import * as tf from 'tensorloom';

const digits = tf.data.digits({ train: 10, test: 10 });
const x = tf.placeholder('float32', [null, 784], { name: 'x' });
const images = tf.assertShape(x, [null, 28, 28, 1]); // error: assert-shape
const rows = tf.reduceMean(images, [1, 2, 3]);

using sess = new tf.Session();
console.log(await sess.run(rows, [[x, digits.test.images]]));
