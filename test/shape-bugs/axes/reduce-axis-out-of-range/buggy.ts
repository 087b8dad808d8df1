// The squared distances are summed over the coordinates already; summed over axis 1 again, there is none left.
import * as tf from 'tensorloom';

const points = tf.placeholder('float32', [null, 2], { name: 'points' });
const centre = new tf.Variable([0.5, 0.5], { name: 'centre' });
const squares = tf.reduceSum(tf.squaredDifference(points, centre), 1);
const distances = tf.sqrt(tf.reduceSum(squares, 1)); // error: shape-mismatch

const corners = [
  [0, 0],
  [1, 1],
];
using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
console.log(await sess.run(distances, [[points, corners]]));
