// One session for both.
import * as tf from 'tensorloom';

const counter = new tf.Variable(0, { name: 'counter', trainable: false });
const next = counter.assignAdd(1);

async function initialise(sess: tf.Session) {
  await sess.run(tf.globalVariablesInitializer());
}
async function count(sess: tf.Session, to: number) {
  for (let i = 1; i < to; i++) await sess.run(next);
  return sess.run(next);
}

using sess = new tf.Session();
await initialise(sess);
console.log(await count(sess, 3));
