// Each matrix leads from the size before to the size after.
import * as tf from 'tensorloom';

const sizes = [30, 20, 10, 3];
const x = tf.placeholder('float32', [null, sizes[0]], { name: 'x' });

let activation: tf.Tensor = x;
for (let i = 1; i < sizes.length; i++) {
  activation = tf.nameScope(`layer${i}`, () => {
    const w = new tf.Variable(tf.truncatedNormal([sizes[i - 1], sizes[i]], { stddev: 0.1 }), { name: 'w' });
    const b = new tf.Variable(tf.zeros([sizes[i]]), { name: 'b' });
    const sum = tf.matmul(activation, w).add(b);
    return i < sizes.length - 1 ? tf.tanh(sum) : sum;
  });
}

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
console.log(await sess.run(activation, [[x, [new Array(30).fill(0.3)]]]));
