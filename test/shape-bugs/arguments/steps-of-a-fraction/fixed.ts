// Whole steps.
import * as tf from 'tensorloom';

const examples = 50;
const batchSize = 8;
const digits = tf.data.digits({ train: examples, test: 10 });
const images = tf.placeholder('float32', [null, 784], { name: 'images' });
const total = new tf.Variable(0, { name: 'total', trainable: false });
const count = total.assignAdd(tf.reduceSum(images));

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
for (const step of tf.train.steps(Math.floor(examples / batchSize))) {
  const [batch] = digits.train.nextBatch(batchSize);
  console.log(step, await sess.run(count, [[images, batch]]));
}
