// −1 means "whatever is left" in reshape. A placeholder's open size is null.
import * as tf from 'tensorloom';

const digits = tf.data.digits({ train: 10, test: 10 });
const images = tf.placeholder('float32', [-1, 784], { name: 'images' }); // error: shape-mismatch; fix: Write null
const ink = tf.reduceMean(images, 1);

using sess = new tf.Session();
console.log((await sess.run(ink, [[images, digits.test.images]])).shape);
