// A convolutional network on digits drawn by code: nothing to download.
// Each layer looks at small patches of the one before, so it finds strokes wherever they are.
import * as tf from 'tensorloom';

tf.setRandomSeed(1);
const digits = tf.data.digits({ train: 5000, test: 500 });

const x = tf.placeholder('float32', [null, 28 * 28], { name: 'images' });
const labels = tf.placeholder('int32', [null], { name: 'labels' });

// Images are [number, height, width, channels]; -1 is whatever is left over.
const images = tf.reshape(x, [-1, 28, 28, 1]);
tf.summary.image('digits', images, { maxOutputs: 4 });

// 5×5 patches, moved by 2 pixels: 28×28×1 becomes 14×14×8.
const conv1 = tf.nameScope('conv1', () => {
  const filter = new tf.Variable(tf.truncatedNormal([5, 5, 1, 8], { stddev: 0.1 }), { name: 'filter' });
  const biases = new tf.Variable(tf.zeros([8]), { name: 'biases' });
  return tf.nn.relu(tf.nn.biasAdd(tf.nn.conv2d(images, filter, [1, 2, 2, 1], 'SAME'), biases));
});
// And 14×14×8 becomes 7×7×16.
const conv2 = tf.nameScope('conv2', () => {
  const filter = new tf.Variable(tf.truncatedNormal([5, 5, 8, 16], { stddev: 0.1 }), { name: 'filter' });
  const biases = new tf.Variable(tf.zeros([16]), { name: 'biases' });
  return tf.nn.relu(tf.nn.biasAdd(tf.nn.conv2d(conv1, filter, [1, 2, 2, 1], 'SAME'), biases));
});
const logits = tf.nameScope('output', () => {
  const weights = new tf.Variable(tf.truncatedNormal([7 * 7 * 16, 10], { stddev: 0.05 }), { name: 'weights' });
  const biases = new tf.Variable(tf.zeros([10]), { name: 'biases' });
  return tf.matmul(tf.reshape(conv2, [-1, 7 * 7 * 16]), weights).add(biases);
});

// `sparse`: the labels are class numbers, not rows of ten.
const loss = tf.reduceMean(tf.nn.sparseSoftmaxCrossEntropyWithLogits({ labels, logits }));
const trainStep = new tf.train.AdamOptimizer(0.003).minimize(loss);
const accuracy = tf.nameScope('evaluation', () => {
  const right = tf.equal(tf.argmax(logits, 1, { outputType: 'int32' }), labels);
  return tf.reduceMean(tf.cast(right, 'float32'));
});

tf.summary.scalar('Loss', loss);
tf.summary.scalar('Accuracy', accuracy);
const summaries = tf.summary.mergeAll();

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
const writer = new tf.summary.FileWriter('logs/convolutional', sess.graph);

for (const step of tf.train.steps(400)) {
  const [batch, answers] = digits.train.nextBatch(50);
  await sess.run(trainStep, [
    [x, batch],
    [labels, answers],
  ]);
  if (step % 10 === 0) {
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
await writer.close();
