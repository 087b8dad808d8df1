// null is any size.
import * as tf from 'tensorloom';

const digits = tf.data.digits({ train: 10, test: 10 });
const images = tf.placeholder('float32', [null, 784], { name: 'images' });
const ink = tf.reduceMean(images, 1);

using sess = new tf.Session();
console.log((await sess.run(ink, [[images, digits.test.images]])).shape);
