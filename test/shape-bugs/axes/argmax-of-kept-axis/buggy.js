// After a sum that keeps its axis, the argmax looks along the axis of size 1.
import * as tf from 'tensorloom';

const votes = tf.placeholder('int32', [null, 5], { name: 'votes' });
const totals = tf.reduceSum(votes, 0, true);
const winner = tf.argmax(totals); // warning: argmax-of-one; fix: Look along axis 1

const sess = new tf.Session();
const districts = [
  [120, 80, 30, 5, 1],
  [90, 140, 10, 7, 2],
];
console.log((await sess.run(winner, [[votes, districts]])).shape);
