// A column.
import * as tf from 'tensorloom';

const data = [
  { area: 50, rooms: 2, price: 1.5 },
  { area: 80, rooms: 3, price: 2.4 },
  { area: 120, rooms: 5, price: 3.3 },
];
const x = tf.placeholder('float32', [null, 2], { name: 'x' });
const y = tf.placeholder('float32', [null, 1], { name: 'y' });
const w = new tf.Variable(tf.zeros([2, 1]), { name: 'w' });
const loss = tf.reduceMean(tf.squaredDifference(tf.matmul(x, w), y));
const trainStep = new tf.train.GradientDescentOptimizer(1e-5).minimize(loss);

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
await sess.run(trainStep, [
  [x, data.map(({ area, rooms }) => [area, rooms])],
  [y, data.map(({ price }) => [price])],
]);
