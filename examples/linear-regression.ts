// Linear regression: y = 3x + 2 found back from noisy points.
import * as tf from 'tensorloom';

tf.setRandomSeed(1);
const points = 100;
const xs = Float32Array.from({ length: points }, (_, i) => i / points);
const ys = xs.map((x, i) => 3 * x + 2 + 0.05 * Math.sin(12.9898 * i));

const x = tf.placeholder('float32', [null], { name: 'x' });
const y = tf.placeholder('float32', [null], { name: 'y' });
const slope = new tf.Variable(tf.truncatedNormal([], { stddev: 0.1 }), { name: 'slope' });
const intercept = new tf.Variable(0, { name: 'intercept' });
const prediction = slope.mul(x).add(intercept);
const loss = tf.reduceMean(tf.square(prediction.sub(y)));
const trainStep = new tf.train.GradientDescentOptimizer(0.5).minimize(loss);

const data: tf.Feeds = [
  [x, xs],
  [y, ys],
];
using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
for (const step of tf.train.steps(100)) {
  const [, value] = await sess.run([trainStep, loss], data);
  if (step % 20 === 0) console.log('step', step, 'loss', value.toFixed(4));
}
const [m, c] = await sess.run([slope, intercept]);
console.log(`y = ${m.toFixed(1)} x + ${c.toFixed(1)}`);
