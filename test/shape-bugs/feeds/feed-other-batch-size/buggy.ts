// The batch size is written into the placeholder, and the test set is not a batch.
import * as tf from 'tensorloom';

const batchSize = 10;
const digits = tf.data.digits({ train: 40, test: 25 });
const images = tf.placeholder('float32', [batchSize, 784], { name: 'images' });
const classes = tf.placeholder('int64', [null], { name: 'classes' });
const w = new tf.Variable(tf.truncatedNormal([784, 10], { stddev: 0.01 }), { name: 'w' });
const logits = tf.matmul(images, w);
const loss = tf.reduceMean(tf.nn.sparseSoftmaxCrossEntropyWithLogits({ labels: classes, logits }));
const accuracy = tf.reduceMean(tf.cast(tf.equal(tf.argmax(logits, 1), classes), 'float32'));
const trainStep = new tf.train.AdamOptimizer(0.001).minimize(loss);

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
for (const _ of tf.train.steps(2)) {
  const [xs, ys] = digits.train.nextBatch(batchSize);
  await sess.run(trainStep, [
    [images, xs],
    [classes, ys],
  ]);
}
const result = await sess.run(accuracy, [
  [images, digits.test.images], // error: feed-mismatch; fix: Leave the number of examples open (null)
  [classes, digits.test.labels],
]);
console.log(result);
