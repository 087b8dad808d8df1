// The data set, not the images in it.
import * as tf from 'tensorloom';

const digits = tf.data.digits({ train: 10, test: 20 });
const x = tf.placeholder('float32', [null, 784], { name: 'x' });
const brightness = tf.reduceMean(x, 1);

using sess = new tf.Session();
const values = await sess.run(brightness, [[x, digits.test]]); // error: feed-mismatch; fix: Feed the images
console.log(values.shape);
