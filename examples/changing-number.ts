// A number that changes while the graph stays the same, drawn as a scalar summary.
import * as tf from 'tensorloom';

const a = new tf.Variable(2, { name: 'a' });
const b = new tf.Variable(3, { name: 'b' });
// Its initial value reads other variables: initialising waits for theirs.
const number = new tf.Variable(a.mul(b), { name: 'ChangingNumber' });
const step = tf.placeholder('float32', [], { name: 'step' });
const change = number.assign(number.add(step));

const scalar = tf.summary.scalar('ChangingNumber', number);
console.log(scalar.op.name);

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
console.log(await sess.run(number));

const writer = new tf.summary.FileWriter('logs/changing-number', sess.graph);
for (const i of tf.train.steps(100)) {
  await sess.run(change, [[step, Math.sin(i / 10)]]);
  writer.addSummary(await sess.run(scalar), i);
}
await writer.close();
console.log((await sess.run(number)).toFixed(3));
