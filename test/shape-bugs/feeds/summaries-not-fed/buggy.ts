// The merged summaries compute the loss, which needs the batch, but only the training step was given it.
import * as tf from 'tensorloom';

const x = tf.placeholder('float32', [null, 1], { name: 'x' });
const y = tf.placeholder('float32', [null, 1], { name: 'y' });
const w = new tf.Variable([[0]], { name: 'w' });
const loss = tf.reduceMean(tf.squaredDifference(tf.matmul(x, w), y));
const trainStep = new tf.train.GradientDescentOptimizer(0.1).minimize(loss);
tf.summary.scalar('loss', loss);
tf.summary.histogram('w', w);
const summaries = tf.summary.mergeAll();

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
const writer = new tf.summary.FileWriter('logs', sess.graph);
const batch: tf.Feeds = [
  [x, [[1], [2]]],
  [y, [[2], [4]]],
];
for (const step of tf.train.steps(3)) {
  await sess.run(trainStep, batch);
  writer.addSummary(await sess.run(summaries), step); // error: feed-missing; fix: Feed 'batch'
}
await writer.close();
