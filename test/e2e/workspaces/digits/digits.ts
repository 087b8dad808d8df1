// A small network on drawn digits, slowed down so that its charts can be watched as they grow.
import * as tf from 'tensorloom';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
tf.setRandomSeed(1);
const digits = tf.data.digits({ oneHot: true, seed: 1, train: 2000, validation: 0, test: 200 });
const steps = 240;

const { x, labels } = tf.nameScope('input', () => ({
  x: tf.placeholder('float32', [null, 28 * 28], { name: 'input' }),
  labels: tf.placeholder('float32', [null, 10], { name: 'label' }),
}));

const logits = tf.nameScope('model', () => {
  const hidden = tf.nameScope('fc1', () => {
    const w = new tf.Variable(tf.truncatedNormal([28 * 28, 64], { stddev: 0.1 }), { name: 'weights' });
    const b = new tf.Variable(tf.zeros([64]), { name: 'biases' });
    tf.summary.histogram('weights', w);
    return tf.nn.relu(tf.matmul(x, w).add(b), { name: 'activation' });
  });
  return tf.nameScope('fc2', () => {
    const w = new tf.Variable(tf.truncatedNormal([64, 10], { stddev: 0.1 }), { name: 'weights' });
    const b = new tf.Variable(tf.zeros([10]), { name: 'biases' });
    return tf.matmul(hidden, w).add(b);
  });
});

const loss = tf.nameScope('cross_entropy', () =>
  tf.reduceMean(tf.nn.softmaxCrossEntropyWithLogits({ labels, logits })),
);
const train = tf.nameScope('train', () => new tf.train.AdamOptimizer(0.003).minimize(loss));
const accuracy = tf.nameScope('evaluation', () =>
  tf.reduceMean(tf.cast(tf.equal(tf.argmax(logits, 1), tf.argmax(labels, 1)), 'float32')),
);
tf.summary.scalar('Accuracy', accuracy);
tf.summary.scalar('Loss', loss);
tf.summary.image('digit', tf.reshape(x, [-1, 28, 28, 1]), { maxOutputs: 2 });
const summaries = tf.summary.mergeAll();

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
const writer = new tf.summary.FileWriter('logs/digits', sess.graph);
const test: tf.Feeds = [
  [x, digits.test.images],
  [labels, digits.test.labels],
];
for (const step of tf.train.steps(steps)) {
  const [images, ys] = digits.train.nextBatch(50);
  await sess.run(train, [
    [x, images],
    [labels, ys],
  ]);
  if (step % 5 === 0 || step === steps - 1) {
    writer.addSummary(await sess.run(summaries, test), step);
    writer.flush();
  }
  await pause(20);
}
await writer.close();
await new tf.train.Saver().save(sess, 'checkpoints/digits.ckpt');
console.log('Final Test Accuracy:', (await sess.run(accuracy, test)).toFixed(4));
