/** Sources as a person sees them: hints in ‹›, squiggles with what is said, and the fixes on offer. */

import { expect, it } from 'vitest';
import { shownSource } from './shown-source.ts';

it('a layer that was made wider, and the next one that was not', () => {
  expect(
    shownSource(`
const x = tf.placeholder('float32', [null, 784]);
const hidden = tf.nn.relu(tf.matmul(x, new tf.Variable(tf.zeros([784, 128]))));
const w = new tf.Variable(tf.zeros([100, 10]));
const logits = tf.matmul(hidden, w);
const probabilities = tf.nn.softmax(logits);
`),
  ).toMatchInlineSnapshot(`
    "
    const x = tf.placeholder('float32', [null, 784]);
    const hidden‹: float32[batch, 128]› = tf.nn.relu(tf.matmul(x, new tf.Variable(tf.zeros([784, 128]))));
    const w = new tf.Variable(tf.zeros([100, 10]));
    const logits = tf.matmul(hidden, w);
                   ~~~~~~~~~~~~~~~~~~~~ error
                   matmul cannot multiply float32[batch, 128] by float32[100, 10]: the inner sizes 128 and 100 must be equal.
                   → Change the size 100 to 128
                   → Change the size 128 to 100
    const probabilities = tf.nn.softmax(logits);
    "
  `);
});

it('a scope, and what it gives', () => {
  expect(
    shownSource(`
const { x, labels } = tf.nameScope('input', () => ({
  x: tf.placeholder('float32', [null, 28 * 28], { name: 'images' }),
  labels: tf.placeholder('int32', [null], { name: 'labels' }),
}));
const logits = tf.matmul(x, new tf.Variable(tf.zeros([784, 10])));
const losses = tf.nn.sparseSoftmaxCrossEntropyWithLogits({ labels, logits });
const loss = tf.reduceMean(losses);
`),
  ).toMatchInlineSnapshot(`
    "
    const { x‹: float32[batch, 784]›, labels‹: int32[batch]› } = tf.nameScope('input', () => ({
      x: tf.placeholder('float32', [null, 28 * 28], { name: 'images' }),
      labels: tf.placeholder('int32', [null], { name: 'labels' }),
    }));
    const logits‹: float32[batch, 10]› = tf.matmul(x, new tf.Variable(tf.zeros([784, 10])));
    const losses‹: float32[batch]› = tf.nn.sparseSoftmaxCrossEntropyWithLogits({ labels, logits });
    const loss‹: float32› = tf.reduceMean(losses);
    "
  `);
});

it('a function that is called with two shapes', () => {
  expect(
    shownSource(`
function dense(input, units) {
  const from = input.shape.dims[1];
  const weights = new tf.Variable(tf.truncatedNormal([from, units]));
  return tf.matmul(input, weights);
}
const x = tf.placeholder('float32', [null, 20]);
const hidden = dense(x, 30);
const y = dense(hidden, 4);
`),
  ).toMatchInlineSnapshot(`
    "
    function dense(input‹: float32[batch, 20] | float32[batch, 30]›, units) {
      const from = input.shape.dims[1];
      const weights‹: float32[20, 30] | float32[30, 4]› = new tf.Variable(tf.truncatedNormal([from, units]));
      return tf.matmul(input, weights);
    }
    const x = tf.placeholder('float32', [null, 20]);
    const hidden‹: float32[batch, 30]› = dense(x, 30);
    const y‹: float32[batch, 4]› = dense(hidden, 4);
    "
  `);
});

it('images through convolutions, and a size that was not counted anew', () => {
  expect(
    shownSource(`
const images = tf.placeholder('float32', [32, 28, 28, 1]);
const filter = new tf.Variable(tf.truncatedNormal([5, 5, 1, 8]));
const maps = tf.nn.conv2d(images, filter, [1, 1, 1, 1], 'VALID');
const pooled = tf.nn.maxPool(maps, 2, 2, 'SAME');
const flat = tf.reshape(pooled, [32, 14 * 14 * 8]);
`),
  ).toMatchInlineSnapshot(`
    "
    const images = tf.placeholder('float32', [32, 28, 28, 1]);
    const filter = new tf.Variable(tf.truncatedNormal([5, 5, 1, 8]));
    const maps‹: float32[32, 24, 24, 8]› = tf.nn.conv2d(images, filter, [1, 1, 1, 1], 'VALID');
    const pooled‹: float32[32, 12, 12, 8]› = tf.nn.maxPool(maps, 2, 2, 'SAME');
    const flat = tf.reshape(pooled, [32, 14 * 14 * 8]);
                                    ~~~~~~~~~~~~~~~~~ error
                                    float32[32, 12, 12, 8] has 36864 elements, but [32, 1568] has 50176.
                                    → Change the size 1568 to 1152
    "
  `);
});

it('a column and a row', () => {
  expect(
    shownSource(`
const x = tf.placeholder('float32', [null, 3]);
const y = tf.placeholder('float32', [null]);
const predicted = tf.matmul(x, new tf.Variable(tf.ones([3, 1])));
const error = predicted.sub(y);
const loss = tf.reduceMean(tf.square(error));
const trainStep = new tf.train.AdamOptimizer(0.01).minimize(loss);
`),
  ).toMatchInlineSnapshot(`
    "
    const x = tf.placeholder('float32', [null, 3]);
    const y = tf.placeholder('float32', [null]);
    const predicted‹: float32[batch, 1]› = tf.matmul(x, new tf.Variable(tf.ones([3, 1])));
    const error‹: float32[batch, batch]› = predicted.sub(y);
                                                     ~~~~~~ warning
                                                     float32[batch, 1] and float32[batch] are broadcast to [batch, batch]: every example is compared with every other one. Give both one shape: take the last axis of the column away.
                                                     → Squeeze the column
    const loss‹: float32› = tf.reduceMean(tf.square(error));
    const trainStep = new tf.train.AdamOptimizer(0.01).minimize(loss);
    "
  `);
});

it('types that do not fit', () => {
  expect(
    shownSource(`
const counts = tf.placeholder('int32', [null, 4]);
const scale = tf.constant([0.5, 0.25, 1, 2]);
const scaled = counts.mul(scale);
const best = tf.argmax(tf.cast(counts, 'float32').mul(scale), 1);
`),
  ).toMatchInlineSnapshot(`
    "
    const counts = tf.placeholder('int32', [null, 4]);
    const scale‹: float32[4]› = tf.constant([0.5, 0.25, 1, 2]);
    const scaled = counts.mul(scale);
                          ~~~~~~~~~~ error
                          mul needs operands of one type, but they are int32[batch, 4] and float32[4]: cast one of them.
                          → Cast counts to float32
    const best‹: int64[batch]› = tf.argmax(tf.cast(counts, 'float32').mul(scale), 1);
    "
  `);
});

it('a feed without the axis of the batch', () => {
  expect(
    shownSource(`
const x = tf.placeholder('float32', [null, 4], { name: 'x' });
const total = tf.reduceSum(x, 1);
const sess = new tf.Session();
console.log(await sess.run(total, [[x, [1, 2, 3, 4]]]));
`),
  ).toMatchInlineSnapshot(`
    "
    const x = tf.placeholder('float32', [null, 4], { name: 'x' });
    const total‹: float32[batch]› = tf.reduceSum(x, 1);
    const sess = new tf.Session();
    console.log(await sess.run(total, [[x, [1, 2, 3, 4]]]));
                                           ~~~~~~~~~~~~ error
                                           What is fed to 'x' is [4], but the placeholder takes float32[batch, 4].
                                           → Feed it as a batch of one example
    "
  `);
});

it('a run that comes before the initialiser', () => {
  expect(
    shownSource(`
const step = new tf.Variable(0, { name: 'step' });
const next = step.assignAdd(1);
const sess = new tf.Session();
console.log(await sess.run(next));
`),
  ).toMatchInlineSnapshot(`
    "
    const step‹: float32› = new tf.Variable(0, { name: 'step' });
    const next‹: float32› = step.assignAdd(1);
    const sess = new tf.Session();
    console.log(await sess.run(next));
                           ~~~~~~~~~ error
                           The variable 'step' has no value yet when this is run: run tf.globalVariablesInitializer() before.
                           → Run the initialiser before
    "
  `);
});

it('a loss that makes its own softmax', () => {
  expect(
    shownSource(`
const x = tf.placeholder('float32', [null, 784]);
const labels = tf.placeholder('float32', [null, 10]);
const y = tf.nn.softmax(tf.matmul(x, new tf.Variable(tf.zeros([784, 10]))));
const loss = tf.reduceMean(tf.nn.softmaxCrossEntropyWithLogits({ labels, logits: y }));
`),
  ).toMatchInlineSnapshot(`
    "
    const x = tf.placeholder('float32', [null, 784]);
    const labels = tf.placeholder('float32', [null, 10]);
    const y‹: float32[batch, 10]› = tf.nn.softmax(tf.matmul(x, new tf.Variable(tf.zeros([784, 10]))));
    const loss‹: float32› = tf.reduceMean(tf.nn.softmaxCrossEntropyWithLogits({ labels, logits: y }));
                                                                                                ~ warning
                                                                                                softmaxCrossEntropyWithLogits takes the softmax itself, but what it is given as logits has gone through tf.nn.softmax already: learning becomes slow. Pass the values from before the softmax.
                                                                                                → Pass the logits, from before the softmax
    "
  `);
});

it('an accuracy built anew in each step', () => {
  expect(
    shownSource(`
const digits = tf.data.digits({ oneHot: true });
const x = tf.placeholder('float32', [null, 784]);
const labels = tf.placeholder('float32', [null, 10]);
const logits = tf.matmul(x, new tf.Variable(tf.zeros([784, 10])));
const loss = tf.reduceMean(tf.nn.softmaxCrossEntropyWithLogits({ labels, logits }));
const trainStep = new tf.train.AdamOptimizer().minimize(loss);
const sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
for (const step of tf.train.steps(100)) {
  const [images, classes] = digits.train.nextBatch(50);
  await sess.run(trainStep, new Map([[x, images], [labels, classes]]));
  const hits = tf.equal(tf.argmax(logits, 1), tf.argmax(labels, 1));
}
`),
  ).toMatchInlineSnapshot(`
    "
    const digits = tf.data.digits({ oneHot: true });
    const x = tf.placeholder('float32', [null, 784]);
    const labels = tf.placeholder('float32', [null, 10]);
    const logits‹: float32[batch, 10]› = tf.matmul(x, new tf.Variable(tf.zeros([784, 10])));
    const loss‹: float32› = tf.reduceMean(tf.nn.softmaxCrossEntropyWithLogits({ labels, logits }));
    const trainStep = new tf.train.AdamOptimizer().minimize(loss);
    const sess = new tf.Session();
    await sess.run(tf.globalVariablesInitializer());
    for (const step of tf.train.steps(100)) {
      const [images, classes] = digits.train.nextBatch(50);
      await sess.run(trainStep, new Map([[x, images], [labels, classes]]));
      const hits‹: bool[?]› = tf.equal(tf.argmax(logits, 1), tf.argmax(labels, 1));
                              ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ hint
                              No run needs what is built here.
                                       ~~~~~~~~~~~~~~~~~~~~ warning
                                       tf.argmax adds operations to the graph in each pass of this loop, which also runs the session: the graph grows, and every step takes longer. Build before the loop, and only run inside it.
    }
    "
  `);
});

it("JavaScript's operators", () => {
  expect(
    shownSource(`
const a = tf.constant([1, 2, 3]);
const b = tf.placeholder('float32', [3]);
const sum = a + b * 2;
const isLarge = a > 2;
`),
  ).toMatchInlineSnapshot(`
    "
    const a‹: float32[3]› = tf.constant([1, 2, 3]);
    const b = tf.placeholder('float32', [3]);
    const sum = a + b * 2;
                    ~~~~~ error
                    JavaScript's * does not compute with tensors: it is written as a method, here mul and add.
                    → Write it with the methods mul and add
    const isLarge = a > 2;
                    ~~~~~ error
                    JavaScript's > does not compute with tensors: it is written as a method, here greater.
                    → Write it with the method greater
    "
  `);
});

it('a file that is being typed', () => {
  expect(
    shownSource(`
const x = tf.placeholder('float32', [null, 8]);
const h = tf.nn.relu(tf.matmul(x, new tf.Variable(tf.zeros([8, 4]))));
const y = tf.matmul(h, new tf.Variable(tf.
const z = tf.reduceSum(h, 1);
`),
  ).toMatchInlineSnapshot(`
    "
    const x = tf.placeholder('float32', [null, 8]);
    const h‹: float32[batch, 4]› = tf.nn.relu(tf.matmul(x, new tf.Variable(tf.zeros([8, 4]))));
    const y = tf.matmul(h, new tf.Variable(tf.
    const z‹: float32[batch]› = tf.reduceSum(h, 1);
    "
  `);
});
