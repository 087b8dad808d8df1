// The call keeps what the comment says.
import * as tf from 'tensorloom';

const rotation = tf.constant([
  [0, -1, 0],
  [1, 0, 0],
  [0, 0, 1],
]);

/**
 * Turns points by a right angle.
 * @shape {[batch, 3]} points
 */
function turn(points: tf.Tensor) {
  return tf.matmul(points, rotation, { transposeB: true });
}

const corners = tf.placeholder('float32', [null, 3], { name: 'corners' });
const turned = turn(corners);

using sess = new tf.Session();
console.log((await sess.run(turned, [[corners, [[3, 4, 0]]]])).toArray());
