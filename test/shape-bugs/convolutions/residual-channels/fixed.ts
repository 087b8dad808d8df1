// Where the channels change, a 1×1 convolution brings the input to as many.
import * as tf from 'tensorloom';

type Block = (x: tf.Tensor, from: number, to: number) => tf.Tensor;

const kernel = (size: number, from: number, to: number) =>
  new tf.Variable(tf.truncatedNormal([size, size, from, to], { stddev: 0.1 }));
const same = (x: tf.Tensor, w: tf.Variable) => tf.nn.conv2d(x, w, [1, 1, 1, 1], 'SAME');

const residual: Block = (x, from, to) => {
  const inner = tf.nn.relu(same(x, kernel(3, from, to)));
  const outer = same(inner, kernel(3, to, to));
  const shortcut = from === to ? x : same(x, kernel(1, from, to));
  return tf.nn.relu(outer.add(shortcut));
};

const image = tf.placeholder('float32', [null, 8, 8, 4], { name: 'image' });
const blocks = residual(residual(image, 4, 4), 4, 8);

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
const row = new Array(8).fill([1, 2, 3, 4]);
console.log(await sess.run(blocks, [[image, [new Array(8).fill(row)]]]));
