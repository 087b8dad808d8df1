// The tutorial's network on MNIST: 784 inputs, 500 softmax and 100 relu units with dropout, 10 digits.
import * as tf from 'tensorloom';

const mnist = await tf.data.mnist('MNIST_data/', { oneHot: true });

const { x, labels, keepProb } = tf.nameScope('input', () => ({
  x: tf.placeholder('float32', [null, 28 * 28], { name: 'input' }),
  labels: tf.placeholder('float32', [null, 10], { name: 'label' }),
  keepProb: tf.placeholder('float32', [], { name: 'keep_prob' }),
}));

const logits = tf.nameScope('model', () => {
  const drop1 = tf.nameScope('fc1', () => {
    const w = new tf.Variable(tf.truncatedNormal([28 * 28, 500], { stddev: 0.1 }), { name: 'weights' });
    const b = new tf.Variable(tf.constant(0.1, { shape: [500] }), { name: 'biases' });
    const a = tf.nameScope('softmax_activation', () => tf.nn.softmax(tf.matmul(x, w).add(b)));
    return tf.nameScope('dropout', () => tf.nn.dropout(a, keepProb));
  });
  const drop2 = tf.nameScope('fc2', () => {
    const w = new tf.Variable(tf.truncatedNormal([500, 100], { stddev: 0.1 }), { name: 'weights' });
    const b = new tf.Variable(tf.constant(0.1, { shape: [100] }), { name: 'biases' });
    const a = tf.nameScope('relu_activation', () => tf.nn.relu(tf.matmul(drop1, w).add(b)));
    return tf.nameScope('dropout', () => tf.nn.dropout(a, keepProb));
  });
  return tf.nameScope('fc3', () => {
    const w = new tf.Variable(tf.truncatedNormal([100, 10], { stddev: 0.1 }), { name: 'weights' });
    const b = new tf.Variable(tf.constant(0.1, { shape: [10] }), { name: 'biases' });
    return tf.nameScope('logits', () => tf.matmul(drop2, w).add(b));
  });
});

const [loss, trainStep] = tf.nameScope('train', () => {
  const crossEntropy = tf.nameScope('loss', () => tf.nn.softmaxCrossEntropyWithLogits({ labels, logits }));
  return [crossEntropy, new tf.train.AdamOptimizer(0.001).minimize(crossEntropy)];
});
const accuracy = tf.nameScope('evaluation', () =>
  tf.reduceMean(tf.cast(tf.equal(tf.argmax(logits, 1), tf.argmax(labels, 1)), 'float32')),
);

tf.summary.scalar('Accuracy', accuracy);
tf.summary.scalar('Loss', tf.reduceMean(loss));
const summaryOp = tf.summary.mergeAll();
const saver = new tf.train.Saver();

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
const writer = new tf.summary.FileWriter('logs/mnist', sess.graph);
const test: tf.Feeds = [
  [x, mnist.test.images],
  [labels, mnist.test.labels],
  [keepProb, 1],
];
for (const step of tf.train.steps(20000)) {
  const [xs, ys] = mnist.train.nextBatch(100);
  await sess.run(trainStep, [
    [x, xs],
    [labels, ys],
    [keepProb, 0.2],
  ]);
  if (step % 1000 === 0) {
    const value = await sess.run(accuracy, [
      [x, xs],
      [labels, ys],
      [keepProb, 1],
    ]);
    console.log('mid train accuracy:', value, 'at step:', step);
  }
  if (step % 100 === 0) writer.addSummary(await sess.run(summaryOp, test), step);
}
await writer.close();
console.log('Final Test Accuracy:', await sess.run(accuracy, test));
await saver.save(sess, 'checkpoints/mnist.ckpt');
