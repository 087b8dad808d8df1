// A small convolutional network on the built-in digits.
import * as tf from 'tensorloom';

tf.setRandomSeed(1);
const digits = tf.data.digits({ train: 2000, test: 500, oneHot: false, seed: 1 });

const x = tf.placeholder('float32', [null, 784], { name: 'x' });
const labels = tf.placeholder('int32', [null], { name: 'labels' });

const variable = (shape: number[], name: string) =>
  new tf.Variable(tf.truncatedNormal(shape, { stddev: 0.1 }), { name });
const zeros = (size: number, name: string) => new tf.Variable(tf.zeros([size]), { name });

const images = tf.reshape(x, [-1, 28, 28, 1]);
const conv = (input: tf.Tensor, from: number, to: number, name: string) =>
  tf.nameScope(name, () => {
    const convolved = tf.nn.conv2d(input, variable([5, 5, from, to], 'filter'), [1, 2, 2, 1], 'SAME');
    return tf.nn.relu(tf.nn.biasAdd(convolved, zeros(to, 'biases')));
  });
const pooled = tf.nn.maxPool(conv(conv(images, 1, 8, 'conv1'), 8, 16, 'conv2'), [1, 2, 2, 1], [1, 2, 2, 1], 'SAME');
const features = tf.reshape(pooled, [-1, 4 * 4 * 16]);
const logits = tf.matmul(features, variable([256, 10], 'weights')).add(zeros(10, 'biases'));

const loss = tf.reduceMean(tf.nn.sparseSoftmaxCrossEntropyWithLogits({ labels, logits }));
const trainStep = new tf.train.AdamOptimizer(0.005).minimize(loss);
const hits = tf.equal(tf.argmax(logits, 1, { outputType: 'int32' }), labels);
const accuracy = tf.reduceMean(tf.cast(hits, 'float32'));

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
for (const step of tf.train.steps(200)) {
  const [xs, ys] = digits.train.nextBatch(50);
  const batch: tf.Feeds = [
    [x, xs],
    [labels, ys],
  ];
  const [, value] = await sess.run([trainStep, loss], batch);
  if (step % 50 === 0) console.log('step', step, 'loss', value.toFixed(3));
}
const value = await sess.run(accuracy, [
  [x, digits.test.images],
  [labels, digits.test.labels],
]);
console.log('test accuracy:', value.toFixed(3));
