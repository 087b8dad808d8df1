// A small image shrinks with each VALID layer until the last window does not fit into what is left.
import * as tf from 'tensorloom';

const board = tf.placeholder('float32', [null, 19, 19, 2], { name: 'board' });

function valid(input, size, from, to, stride = 1) {
  const filter = new tf.Variable(tf.truncatedNormal([size, size, from, to], { stddev: 0.1 }));
  return tf.nn.relu(tf.nn.conv2d(input, filter, [1, stride, stride, 1], 'VALID')); // error: shape-mismatch
}

let features = valid(board, 5, 2, 4, 2); // 8×8
features = valid(features, 5, 4, 4); // 4×4
features = valid(features, 5, 4, 8);
const value = tf.tanh(tf.reduceMean(features, [1, 2, 3]));

const sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
const empty = Array.from({ length: 19 }, () => Array.from({ length: 19 }, () => [0, 0]));
console.log(String((await sess.run(value, [[board, [empty]]])).shape));
