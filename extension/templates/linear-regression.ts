// Finds the line y = slope · x + intercept through noisy points: the smallest model there is.
import * as tf from 'tensorloom';

// A hundred points around y = 3x + 2.
const xs = Float32Array.from({ length: 100 }, (_, i) => i / 100);
const ys = xs.map((value) => 3 * value + 2 + (Math.random() - 0.5) / 5);

// Placeholders are fed; variables are learned.
const x = tf.placeholder('float32', [null], { name: 'x' });
const y = tf.placeholder('float32', [null], { name: 'y' });
const slope = new tf.Variable(0, { name: 'slope' });
const intercept = new tf.Variable(0, { name: 'intercept' });

const prediction = slope.mul(x).add(intercept);
const loss = tf.nameScope('squared_error', () => tf.reduceMean(tf.square(prediction.sub(y))));
const trainStep = new tf.train.GradientDescentOptimizer(0.3).minimize(loss);

tf.summary.scalar('Loss', loss);
tf.summary.scalar('learned/slope', slope);
tf.summary.scalar('learned/intercept', intercept);
const summaries = tf.summary.mergeAll();

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
const writer = new tf.summary.FileWriter('logs/linear-regression', sess.graph);

for (const step of tf.train.steps(300)) {
  // One run computes both: a step of training, and what the charts show.
  const [, summary] = await sess.run(
    [trainStep, summaries],
    [
      [x, xs],
      [y, ys],
    ],
  );
  writer.addSummary(summary, step);
}

const [m, c] = await sess.run([slope, intercept]);
console.log(`y = ${m.toFixed(2)} x + ${c.toFixed(2)}`);
await writer.close();
