// Trains some steps, then throws on line 11.
import * as tf from 'tensorloom';

const value = new tf.Variable(0);
const grow = tf.assignAdd(value, 1);

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
for (const step of tf.train.steps(100)) {
  await sess.run(grow);
  if (step === 20) throw new Error('twenty is enough');
}
