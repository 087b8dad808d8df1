/**
 * The tutorial's listing type-checks as it stands, without a cast or an assertion, and its values have the types one
 * would say they have. Only the compiler reads this file (`npm run typecheck`).
 */

import * as tf from 'tensorloom';
import { expectTypeOf } from 'vitest';

const mnist = await tf.data.mnist('MNIST_data/', { oneHot: true });

const { x, labels, keepProb } = tf.nameScope('input', () => ({
  x: tf.placeholder('float32', [null, 28 * 28], { name: 'input' }),
  labels: tf.placeholder('float32', [null, 10], { name: 'label' }),
  keepProb: tf.placeholder('float32', [], { name: 'keep_prob' }),
}));

const logits = tf.nameScope('model', () => {
  const drop1 = tf.nameScope('fc1', () => {
    const w = new tf.Variable(tf.truncatedNormal([28 * 28, 500], { stddev: 0.1 }), { name: 'weights' });
    const b = new tf.Variable(tf.constant(0.1, { shape: [500] }), { name: 'biases' });
    const a = tf.nameScope('softmax_activation', () => tf.nn.softmax(tf.matmul(x, w).add(b)));
    return tf.nameScope('dropout', () => tf.nn.dropout(a, keepProb));
  });
  const drop2 = tf.nameScope('fc2', () => {
    const w = new tf.Variable(tf.truncatedNormal([500, 100], { stddev: 0.1 }), { name: 'weights' });
    const b = new tf.Variable(tf.constant(0.1, { shape: [100] }), { name: 'biases' });
    const a = tf.nameScope('relu_activation', () => tf.nn.relu(tf.matmul(drop1, w).add(b)));
    return tf.nameScope('dropout', () => tf.nn.dropout(a, keepProb));
  });
  return tf.nameScope('fc3', () => {
    const w = new tf.Variable(tf.truncatedNormal([100, 10], { stddev: 0.1 }), { name: 'weights' });
    const b = new tf.Variable(tf.constant(0.1, { shape: [10] }), { name: 'biases' });
    return tf.nameScope('logits', () => tf.matmul(drop2, w).add(b));
  });
});

const [loss, trainStep] = tf.nameScope('train', () => {
  const crossEntropy = tf.nameScope('loss', () => tf.nn.softmaxCrossEntropyWithLogits({ labels, logits }));
  return [crossEntropy, new tf.train.AdamOptimizer(0.001).minimize(crossEntropy)];
});
const accuracy = tf.nameScope('evaluation', () =>
  tf.reduceMean(tf.cast(tf.equal(tf.argmax(logits, 1), tf.argmax(labels, 1)), 'float32')),
);

tf.summary.scalar('Accuracy', accuracy);
tf.summary.scalar('Loss', tf.reduceMean(loss));
const summaryOp = tf.summary.mergeAll();
const saver = new tf.train.Saver();

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
const writer = new tf.summary.FileWriter('logs/mnist', sess.graph);
for (const step of tf.train.steps(20000)) {
  // progress, ETA and a clean stop for the runner
  const [xs, ys] = mnist.train.nextBatch(100);
  await sess.run(trainStep, [
    [x, xs],
    [labels, ys],
    [keepProb, 0.2],
  ]);
  if (step % 1000 === 0)
    console.log(
      'mid train accuracy:',
      await sess.run(accuracy, [
        [x, xs],
        [labels, ys],
        [keepProb, 1],
      ]),
      'at step:',
      step,
    );
  if (step % 100 === 0)
    writer.addSummary(
      await sess.run(summaryOp, [
        [x, mnist.test.images],
        [labels, mnist.test.labels],
        [keepProb, 1],
      ]),
      step,
    );
}
console.log(
  'Final Test Accuracy:',
  await sess.run(accuracy, [
    [x, mnist.test.images],
    [labels, mnist.test.labels],
    [keepProb, 1],
  ]),
);
await saver.save(sess, 'checkpoints/mnist.ckpt');

expectTypeOf(x).toEqualTypeOf<tf.Tensor<'float32', 'array'>>();
expectTypeOf(keepProb).toEqualTypeOf<tf.Tensor<'float32', 'scalar'>>();
expectTypeOf(logits).toEqualTypeOf<tf.Tensor<'float32', 'array'>>();
expectTypeOf(trainStep).toEqualTypeOf<tf.Operation>();
expectTypeOf(accuracy).toEqualTypeOf<tf.Tensor<'float32', 'scalar'>>();
expectTypeOf(await sess.run(accuracy)).toEqualTypeOf<number>();
expectTypeOf(await sess.run(logits)).toEqualTypeOf<tf.NdArray<'float32'>>();
expectTypeOf(await sess.run(summaryOp)).toEqualTypeOf<Uint8Array>();
expectTypeOf(await sess.run([trainStep, accuracy])).toEqualTypeOf<[null, number]>();
expectTypeOf(await sess.run({ loss, accuracy, step: trainStep })).toEqualTypeOf<{
  loss: number | tf.NdArray<'float32'>;
  accuracy: number;
  step: null;
}>();
