// The tutorial's network on MNIST: 500 softmax and 100 relu units with dropout.
// The first run downloads the data (11 MB) to MNIST_data. Without a network, write tf.data.digits({ oneHot: true })
// instead of tf.data.mnist(…): the interface is the same.
import * as tf from 'tensorloom';

tf.setRandomSeed(1);
const mnist = await tf.data.mnist('MNIST_data/', { oneHot: true });

const { x, labels, keepProb } = tf.nameScope('input', () => ({
  x: tf.placeholder('float32', [null, 28 * 28], { name: 'input' }),
  labels: tf.placeholder('float32', [null, 10], { name: 'label' }),
  // The part of the units that dropout keeps: 0.2 while training, 1 while testing.
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
const accuracy = tf.nameScope('evaluation', () => {
  const right = tf.equal(tf.argmax(logits, 1), tf.argmax(labels, 1));
  return tf.reduceMean(tf.cast(right, 'float32'));
});

tf.summary.scalar('Accuracy', accuracy);
tf.summary.scalar('Loss', tf.reduceMean(loss));
const summaries = tf.summary.mergeAll();
const saver = new tf.train.Saver();

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
const writer = new tf.summary.FileWriter('logs/mnist', sess.graph);

for (const step of tf.train.steps(20000)) {
  const [images, answers] = mnist.train.nextBatch(100);
  await sess.run(trainStep, [
    [x, images],
    [labels, answers],
    [keepProb, 0.2],
  ]);
  if (step % 100 === 0) {
    const summary = await sess.run(summaries, [
      [x, mnist.test.images],
      [labels, mnist.test.labels],
      [keepProb, 1],
    ]);
    writer.addSummary(summary, step);
  }
}

const final = await sess.run(accuracy, [
  [x, mnist.test.images],
  [labels, mnist.test.labels],
  [keepProb, 1],
]);
console.log('Final test accuracy:', final);
await saver.save(sess, 'checkpoints/mnist.ckpt');
await writer.close();
