/**
 * A program for resume.test.ts: trains to a step and prints what came of it, as JSON. With a second argument it stops
 * there and waits to be killed.
 */

import * as tf from '../../engine/index.ts';

const [folder, lastStep, stepToDieAt] = process.argv.slice(2);
const lots = 40;
const xs = tf.NdArray.zeros('float32', [lots, 3]);
for (let i = 0; i < lots * 3; i++) xs.data[i] = Math.sin(i * i);
const dataset = tf.data.Dataset.fromTensorSlices(xs).shuffle(16, { seed: 7 }).repeat().batch(6);
const digits = tf.data.digits({ train: 50, test: 1, seed: 3 }).train;

const x = tf.placeholder('float32', [null, 3]);
const image = tf.placeholder('float32', [null, 784]);
const w = tf.getVariable('w', [3, 4], { initializer: tf.randomNormalInitializer({ seed: 1 }) });
const v = tf.getVariable('v', [784, 4], { initializer: tf.randomNormalInitializer({ seed: 2 }) });
const loss = tf.reduceMean(
  tf.square(
    tf
      .matmul(x, w)
      .add(tf.reduceMean(tf.matmul(image, v), 0))
      .sub(1),
  ),
);
const globalStep = tf.train.getOrCreateGlobalStep();
const rate = tf.train.exponentialDecay(0.01, globalStep, 5, 0.9, { staircase: true });
const trainOp = new tf.train.AdamOptimizer(rate).minimize(loss, { globalStep });
tf.summary.scalar('loss', loss);

const losses: number[] = [];
const sess = await tf.train.MonitoredTrainingSession({
  checkpointDir: folder,
  saveCheckpointSteps: 5,
  saveSummariesSteps: 3,
  hooks: [new tf.train.StopAtStepHook({ lastStep: Number(lastStep) }), new tf.train.NanTensorHook(loss)],
});
const start = Number(await sess.runStepFn(({ session }) => session.run(globalStep)));
digits.skip(start * 8);
const batches = dataset.skip(start).makeOneShotIterator();
while (!sess.shouldStop()) {
  const [images] = digits.nextBatch(8);
  const [value] = await sess.run(
    [loss, trainOp],
    [
      [x, await batches.getNext()],
      [image, images],
    ],
  );
  losses.push(value);
  if (start + losses.length === Number(stepToDieAt)) {
    process.stdout.write('ready\n');
    await new Promise((resolve) => setTimeout(resolve, 1 << 30));
  }
}
const values = await sess.runStepFn(({ session }) => session.run([w, v]));
await sess.close();
process.stdout.write(JSON.stringify({ start, losses, values: values.map((array) => [...array.data]) }));
