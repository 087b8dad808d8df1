// Recognises handwritten-like digits, drawn by code: nothing to download.
// Right-click this file and choose Train, or press the play button above.
import * as tf from 'tensorloom';

tf.setRandomSeed(1);
const digits = tf.data.digits({ train: 10000, test: 1000, oneHot: true });

// The graph comes first: nothing below is computed until a session runs it.
// `null` stands for the number of images, which may differ from feed to feed.
const x = tf.placeholder('float32', [null, 28 * 28], { name: 'images' });
const labels = tf.placeholder('float32', [null, 10], { name: 'labels' });

// A scope is a box in the graph, and a prefix of the names in it.
const hidden = tf.nameScope('hidden', () => {
  const weights = new tf.Variable(tf.truncatedNormal([28 * 28, 128], { stddev: 0.05 }), { name: 'weights' });
  const biases = new tf.Variable(tf.zeros([128]), { name: 'biases' });
  tf.summary.histogram('weights_histogram', weights);
  return tf.nn.relu(tf.matmul(x, weights).add(biases));
});
const logits = tf.nameScope('output', () => {
  const weights = new tf.Variable(tf.truncatedNormal([128, 10], { stddev: 0.05 }), { name: 'weights' });
  const biases = new tf.Variable(tf.zeros([10]), { name: 'biases' });
  return tf.matmul(hidden, weights).add(biases);
});

const loss = tf.nameScope('cross_entropy', () =>
  tf.reduceMean(tf.nn.softmaxCrossEntropyWithLogits({ labels, logits })),
);
const trainStep = new tf.train.AdamOptimizer(0.001).minimize(loss);
const accuracy = tf.nameScope('evaluation', () => {
  const right = tf.equal(tf.argmax(logits, 1), tf.argmax(labels, 1));
  return tf.reduceMean(tf.cast(right, 'float32'));
});

// What the charts show, and when: see addSummary below.
tf.summary.scalar('Loss', loss);
tf.summary.scalar('Accuracy', accuracy);
const summaries = tf.summary.mergeAll();

// The session holds the values of the variables.
using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
const writer = new tf.summary.FileWriter('logs/digits', sess.graph);
const saver = new tf.train.Saver();

// tf.train.steps shows the progress, and ends early after Stop.
for (const step of tf.train.steps(1000)) {
  const [images, answers] = digits.train.nextBatch(100);
  await sess.run(trainStep, [
    [x, images],
    [labels, answers],
  ]);
  // Every 20 steps, how well it does on digits that it never trains on.
  if (step % 20 === 0) {
    const summary = await sess.run(summaries, [
      [x, digits.test.images],
      [labels, digits.test.labels],
    ]);
    writer.addSummary(summary, step);
  }
}

const final = await sess.run(accuracy, [
  [x, digits.test.images],
  [labels, digits.test.labels],
]);
console.log(`${(100 * final).toFixed(1)} % of the test digits are recognised.`);
await saver.save(sess, 'checkpoints/digits.ckpt');
await writer.close();
