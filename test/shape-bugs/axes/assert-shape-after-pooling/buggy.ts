// What someone believed of the shape after three layers, written down, so that the analysis can say where it went wrong.
import * as tf from 'tensorloom';

const images = tf.placeholder('float32', [null, 28, 28, 1], { name: 'images' });
let maps: tf.Tensor = images;
for (const [from, to] of [
  [1, 4],
  [4, 8],
  [8, 8],
]) {
  const filter = new tf.Variable(tf.truncatedNormal([3, 3, from, to], { stddev: 0.1 }));
  maps = tf.nn.relu(tf.nn.conv2d(maps, filter, [1, 2, 2, 1], 'SAME'));
}
const features = maps.assertShape([null, 3, 3, 8]); // error: assert-shape; fix: State 4 and 4
const summary = tf.reduceMax(features, [1, 2]);

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
const blank = new Array(28).fill(new Array(28).fill([0]));
console.log(await sess.run(summary, [[images, [blank]]]));
