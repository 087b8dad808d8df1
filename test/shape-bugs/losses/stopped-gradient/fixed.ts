// Stopped at the target.
import * as tf from 'tensorloom';

const state = tf.placeholder('float32', [null, 4], { name: 'state' });
const nextState = tf.placeholder('float32', [null, 4], { name: 'next_state' });
const reward = tf.placeholder('float32', [null], { name: 'reward' });

const values = new tf.Variable(tf.randomNormal([4, 2]), { name: 'values' });
const scale = new tf.Variable(1, { name: 'scale' });
const best = (x: tf.Tensor) => tf.reduceMax(tf.matmul(x, values), 1);
const prediction = best(state).mul(scale);
const target = reward.add(tf.stopGradient(best(nextState)).mul(0.9));
const loss = tf.reduceMean(tf.squaredDifference(prediction, target));
const trainStep = new tf.train.RMSPropOptimizer(0.01).minimize(loss);

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
await sess.run(trainStep, [
  [state, [[1, 0, 0, 0]]],
  [nextState, [[0, 1, 0, 0]]],
  [reward, [1]],
]);
