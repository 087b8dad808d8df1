// A recurrent network on sequences of different lengths: the sum of the two numbers that are marked in each.
import * as tf from 'tensorloom';

tf.setRandomSeed(1);
const batch = 50;
const longest = 8;

// Each step has a number and a mark: [batch, time, 2]. Neither size needs to be known to build the network.
const x = tf.placeholder('float32', [null, null, 2], { name: 'x' });
const lengths = tf.placeholder('int32', [null], { name: 'lengths' });
const sums = tf.placeholder('float32', [null, 1], { name: 'sums' });

// The state after the last step of each sequence: what comes beyond its length is passed over.
const cell = new tf.nn.rnnCell.LSTMCell(24);
const [, state] = tf.nn.dynamicRnn(cell, x, { sequenceLength: lengths, dtype: 'float32' });
const { h } = state as tf.nn.rnnCell.LSTMStateTuple;
const predicted = tf.layers.dense(h, 1);
const loss = tf.losses.meanSquaredError(sums, predicted);
const trainStep = new tf.train.AdamOptimizer(0.01).minimize(loss);

let seed = 1;
const random = () => {
  seed = (seed * 48271) % 2147483647;
  return seed / 2147483647;
};
const below = (end: number) => Math.floor(random() * end);

function sequences(): tf.Feeds {
  const numbers = new Float32Array(batch * longest * 2);
  const steps = new Int32Array(batch);
  const targets = new Float32Array(batch);
  for (let i = 0; i < batch; i++) {
    steps[i] = 3 + below(longest - 2);
    const half = steps[i] >> 1;
    const marked = [below(half), half + below(steps[i] - half)];
    for (let step = 0; step < steps[i]; step++) {
      const at = (i * longest + step) * 2;
      numbers[at] = random();
      numbers[at + 1] = marked.includes(step) ? 1 : 0;
      targets[i] += numbers[at] * numbers[at + 1];
    }
  }
  return [
    [x, new tf.NdArray('float32', [batch, longest, 2], numbers)],
    [lengths, steps],
    [sums, new tf.NdArray('float32', [batch, 1], targets)],
  ];
}

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
for (const step of tf.train.steps(300)) {
  const [, error] = await sess.run([trainStep, loss], sequences());
  if (step % 100 === 0) console.log('step', step, 'squared error', error.toFixed(3));
}
console.log('squared error of new sequences:', (await sess.run(loss, sequences())).toFixed(3));
