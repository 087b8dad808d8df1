// At most as many as there are.
import * as tf from 'tensorloom';

const settings = { quick: true, batchSize: 64 };
const digits = tf.data.digits({ train: settings.quick ? 50 : 5000, test: 10 });
const images = tf.placeholder('float32', [null, 784], { name: 'images' });
const mean = tf.reduceMean(images, 0);

using sess = new tf.Session();
const [batch] = digits.train.nextBatch(Math.min(settings.batchSize, digits.train.numExamples));
console.log(await sess.run(mean, [[images, batch]]));
