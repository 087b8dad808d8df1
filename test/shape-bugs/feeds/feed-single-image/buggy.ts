// One image to recognise is fed as it is, without the axis of the batch.
import * as tf from 'tensorloom';

const digits = tf.data.digits({ train: 10, test: 10 });
const x = tf.placeholder('float32', [null, 784], { name: 'x' });
const w = new tf.Variable(tf.truncatedNormal([784, 10], { stddev: 0.1 }), { name: 'w' });
const guess = tf.argmax(tf.matmul(x, w), 1);

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
const image = digits.test.images.data.slice(0, 784);
const answer = await sess.run(guess, [[x, image]]); // error: feed-mismatch; fix: Feed it as a batch of one example
console.log(answer.toArray());
