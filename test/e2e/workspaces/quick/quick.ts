// Over in a moment.
import * as tf from 'tensorloom';

const value = new tf.Variable(1, { name: 'value' });
const shrink = tf.assign(value, value.mul(0.95));
tf.summary.scalar('Loss', value);
tf.summary.histogram('noise', tf.randomNormal([100]));
const summaries = tf.summary.mergeAll();

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
const writer = new tf.summary.FileWriter('logs/quick', sess.graph);
for (const step of tf.train.steps(60)) {
  await sess.run(shrink);
  writer.addSummary(await sess.run(summaries), step);
}
await writer.close();
