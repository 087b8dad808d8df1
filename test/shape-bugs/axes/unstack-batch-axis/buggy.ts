// Steps of a sequence are unstacked along axis 1. Axis 0 is the batch, whose size the graph does not know.
import * as tf from 'tensorloom';

const sequence = tf.placeholder('float32', [null, 7, 2], { name: 'sequence' });
const steps = tf.unstack(sequence); // error: invalid-argument
let level: tf.Tensor = steps[0];
for (const step of steps.slice(1)) level = level.mul(0.9).add(step.mul(0.1));

using sess = new tf.Session();
const wave = Array.from({ length: 7 }, (_, t) => [Math.sin(t), Math.cos(t)]);
console.log(await sess.run(level, [[sequence, [wave]]]));
