// squeeze drops axes of size 1. The classes' axis has five.
import * as tf from 'tensorloom';

const features = tf.placeholder('float32', [null, 1, 8], { name: 'features' });
const kernel = new tf.Variable(tf.randomNormal([1, 8, 5], { stddev: 0.1 }), { name: 'kernel' });
const maps = tf.nn.conv1d(features, kernel, 1, 'SAME');
const logits = tf.squeeze(maps, [2]); // error: shape-mismatch; fix: Squeeze axis 1
const best = tf.nn.topK(logits, 2);

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
const { indices } = await sess.run({ indices: best.indices }, [[features, [[new Array(8).fill(1)]]]]);
console.log(indices.shape);
