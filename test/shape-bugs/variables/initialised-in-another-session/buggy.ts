// Variables live in a session: what one initialised or trained, another does not have.
import * as tf from 'tensorloom';

const counter = new tf.Variable(0, { name: 'counter', trainable: false });
const next = counter.assignAdd(1);

async function initialise() {
  using sess = new tf.Session();
  await sess.run(tf.globalVariablesInitializer());
}
async function count(to: number) {
  using sess = new tf.Session();
  for (let i = 1; i < to; i++) await sess.run(next); // error: uninitialized-variable; fix: Run the initialiser before
  return sess.run(next);
}

await initialise();
console.log(await count(3));
