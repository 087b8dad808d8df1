// A batch larger than the data set, after it was made small for a quick try.
import * as tf from 'tensorloom';

const settings = { quick: true, batchSize: 64 };
const digits = tf.data.digits({ train: settings.quick ? 50 : 5000, test: 10 });
const images = tf.placeholder('float32', [null, 784], { name: 'images' });
const mean = tf.reduceMean(images, 0);

using sess = new tf.Session();
const [batch] = digits.train.nextBatch(settings.batchSize); // error: invalid-argument
console.log(await sess.run(mean, [[images, batch]]));
