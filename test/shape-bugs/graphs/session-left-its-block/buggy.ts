// using closes the session at the end of the function that made it, so what it returns is a closed one.
import * as tf from 'tensorloom';

const steps = new tf.Variable(0, { name: 'steps', trainable: false });
const next = steps.assignAdd(1);

async function startSession() {
  using sess = new tf.Session();
  await sess.run(tf.globalVariablesInitializer());
  return sess;
}

const sess = await startSession();
console.log(await sess.run(next)); // error: session-misuse
