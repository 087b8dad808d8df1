// Who uses the session disposes of it.
import * as tf from 'tensorloom';

const steps = new tf.Variable(0, { name: 'steps', trainable: false });
const next = steps.assignAdd(1);

async function startSession() {
  const sess = new tf.Session();
  await sess.run(tf.globalVariablesInitializer());
  return sess;
}

using sess = await startSession();
console.log(await sess.run(next));
