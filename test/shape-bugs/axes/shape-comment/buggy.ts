// A comment that states a parameter's shape is believed inside the function, and checked where it is called.
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

const corners = tf.placeholder('float32', [null, 2], { name: 'corners' });
const turned = turn(corners); // error: assert-shape

using sess = new tf.Session();
console.log((await sess.run(turned, [[corners, [[3, 4]]]])).toArray());
