// A scope's name put together from a label for people.
import * as tf from 'tensorloom';

const x = tf.placeholder('float32', [null, 4], { name: 'x' });
const units = [6, 2];
let h: tf.Tensor = x;
for (const [i, size] of units.entries()) {
  h = tf.nameScope(`layer #${i + 1}`, () => {
    // ^ error: invalid-name
    const w = new tf.Variable(tf.randomNormal([i === 0 ? 4 : units[i - 1], size]), { name: 'w' });
    return tf.nn.relu(tf.matmul(h, w));
  });
}

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
console.log(await sess.run(h, [[x, [[1, 2, 3, 4]]]]));
