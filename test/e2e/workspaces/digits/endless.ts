// Trains until it is stopped.
import * as tf from 'tensorloom';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const value = new tf.Variable(0, { name: 'value' });
const grow = tf.assignAdd(value, 1);
const summary = tf.summary.scalar('Growth', value);

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
const writer = new tf.summary.FileWriter('logs/endless', sess.graph);
for (const step of tf.train.steps(1_000_000)) {
  await sess.run(grow);
  writer.addSummary(await sess.run(summary), step);
  writer.flush();
  await pause(50);
}
await writer.close();
