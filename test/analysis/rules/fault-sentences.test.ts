/** The sentence of each kind of fault, as a learner reads it. Where the engine words it otherwise one day, these say so. */

import { expect, it } from 'vitest';
import { check } from './check.ts';

const maps = "const maps = tf.placeholder('float32', [null, 6, 6, 4], { name: 'maps' });\n";
const vector = "const v = tf.placeholder('float32', [null], { name: 'v' });\n";
const session = 'using sess = new tf.Session();\n';

it.each([
  [
    'tf.split(tf.ones([2, 30]), 4, 1)',
    'Axis 1 of float32[2, 30] cannot be split into 4 equal parts: 30 is no multiple of 4.',
  ],
  [
    'tf.squeeze(tf.ones([2, 5]), [1])',
    'Only an axis of size 1 can be squeezed, but axis 1 of float32[2, 5] has size 5.',
  ],
  [
    'tf.tile(tf.ones([2, 5]), [3])',
    "'multiples' has one multiple for each axis: float32[2, 5] has 2 axes, but there is 1.",
  ],
  [
    'tf.transpose(tf.ones([2, 5, 1]), [1, 0])',
    "'perm' has one number for each axis: float32[2, 5, 1] has 3 axes, but there are 2.",
  ],
  [
    'tf.stack([tf.ones([2]), tf.ones([3])])',
    'Tensors that are stacked must have one shape, but these are float32[2] and float32[3].',
  ],
  [
    'tf.where(tf.ones([3, 1]).greater(0), tf.ones([3, 4]), tf.zeros([3, 4]))',
    'where takes a condition of the shape of the values, or one truth value a row, but it is bool[3, 1] and the values are float32[3, 4] and float32[3, 4].',
  ],
  [
    "tf.summary.scalar('loss', tf.ones([3]))",
    'A curve has one number a step, but this is float32[3]: summarise its mean, or write a histogram.',
  ],
  [
    'new tf.Variable([1, 2]).assign([1, 2, 3])',
    'A variable keeps its shape: float32[3] cannot be assigned to float32[2].',
  ],
  [
    'tf.matmul(tf.ones([3]), tf.ones([3, 2]))',
    'matmul multiplies matrices, but the first operand is float32[3], which has one axis.',
  ],
  ['tf.matmul(tf.ones([3, 2]))', "tf.matmul is not given its 'b'."],
  ['tf.add(tf.ones([2]), undefined)', "'y' of tf.add is undefined."],
  [
    'tf.zeros([tf.ones([2]).shape[0], 3])',
    "Item 0 of 'shape' of tf.zeros is undefined. The sizes are in shape.dims where they are known before a run; in a run, tf.shape(x) gives them.",
  ],
  ['tf.zeros(10, 20)', 'A shape is one list: tf.zeros([10, 20]).'],
  ['tf.placeholder([null, 3])', "The element type comes first: tf.placeholder('float32', [null, 3])."],
  [
    "tf.placeholder('float32', [undefined, 3])",
    'undefined is no size: sizes are whole numbers of 0 and more, or null for one that is not known.',
  ],
  ['tf.Session()', 'tf.Session is a class, of which an object is made with new: new tf.Session(…).'],
  ['tf.zeros([2, -3])', '-3 is no size: sizes are whole numbers of 0 and more.'],
  ['tf.randomNormal([2, 1.5])', '1.5 is no size: sizes are whole numbers of 0 and more.'],
  ['tf.zeros([null, 3])', 'null leaves a size open, but tf.zeros makes values at once and must know all sizes.'],
  [
    'tf.constant([1, 2], { shape: [2, null] })',
    'null leaves a size open, but tf.constant makes values at once and must know all sizes.',
  ],
  [
    'tf.nn.dropout(tf.ones([2]), { rate: 1.5 })',
    'rate is the probability that an element is dropped, at least 0 and below 1, but is 1.5.',
  ],
])('%s', (expression, message) => {
  expect(check(`const made = ${expression};\n`).map((found) => found.message)).toEqual([message]);
});

it.each([
  [
    "tf.nn.conv2d(maps, tf.ones([3, 3, 3, 8]), [1, 1, 1, 1], 'SAME')",
    'The filter float32[3, 3, 3, 8] takes 3 channels, but the input float32[batch, 6, 6, 4] has 4.',
  ],
  [
    "tf.nn.conv2d(maps, tf.ones([8, 8, 4, 8]), [1, 1, 1, 1], 'VALID')",
    "A window of 8 does not fit into the 6 rows or columns of float32[batch, 6, 6, 4]: with padding 'VALID' it may not stand over the edge.",
  ],
  [
    "tf.nn.conv2d(maps, tf.ones([3, 3, 4, 8]), 2, 'SAME')",
    "'strides' has one number an axis, [batch, rows, columns, channels], but is 2.",
  ],
  [
    "tf.nn.maxPool(maps, [1, 2, 2, 1], [1, 2, 2, 1], 'same')",
    "padding is 'SAME' or 'VALID', in capitals, but this is 'same'.",
  ],
  [
    'tf.zeros(maps.shape)',
    'This shape, [batch, 6, 6, 4], is not all known before a run, but tf.zeros must know all sizes: tf.shape(maps) is the shape in a run.',
  ],
  [
    'tf.unstack(maps)',
    'How many parts float32[batch, 6, 6, 4] is taken apart into must be known before a run, but batch of axis 0 is not: say { num }, or name another axis.',
  ],
  [
    'new tf.Variable(maps)',
    'A variable needs a shape that is known before a run, but its initial value is float32[batch, 6, 6, 4]. Give it known sizes, or say { validateShape: false }.',
  ],
])('%s', (expression, message) => {
  expect(check(`${maps}const made = ${expression};\n`).map((found) => found.message)).toEqual([message]);
});

it.each([
  ['await sess.run([v, null], [[v, [1]]]);', /^null cannot be fetched\. tf\.summary\.mergeAll\(\) gives null/],
  ['await sess.run(() => v);', /^A function cannot be fetched: call it/],
  [
    'await sess.run(new tf.train.AdamOptimizer(0.1));',
    /^An optimizer cannot be fetched: fetch the operation that its minimize gives\.$/,
  ],
  ['await sess.run(v, { v: [1] });', /^'v' names an operation\. What is fed is its output, 'v:0'\.$/],
  [
    'await sess.run(v, { feedDict: { v: [1] } });',
    /^Nothing in the graph is called 'feedDict'\. The feeds themselves come second: /,
  ],
  ['await sess.run(v, { w: [1] });', /^Nothing in the graph is called 'w'\./],
  ["await sess.run('w:0');", /^Nothing in the graph is called 'w:0'\./],
  [
    'await sess.run(v, [[v, [[1]]]]);',
    /^What is fed to 'v' is \[1, 1\], but the placeholder takes float32\[batch\]\.$/,
  ],
  ['await sess.run(v, [[v, tf.data.digits({ train: 5, test: 5 })]]);', /fed to/],
  ['await sess.run(v, [[v, v]]);', /^The value of a feed cannot be a tensor/],
])('%s', (line, message) => {
  const [found] = check(`${vector}${session}${line}\n`);
  expect(found.message).toMatch(message);
});

it.each([
  [
    'const hits = tf.reduceMean(tf.cast(tf.greater(w, 0), "float32"));',
    'Nothing flows back from the loss to a variable: tf.cast lets no gradient through.',
  ],
  [
    'const hits = tf.reduceMean(tf.stopGradient(w));',
    'Nothing flows back from the loss to a variable: tf.stopGradient lets no gradient through.',
  ],
  [
    'const hits = tf.constant(1);',
    'The loss depends on no variable that can be trained, so there is nothing to minimize.',
  ],
  [
    'const hits = tf.reduceSum(tf.cast(w, "int32"));',
    'What is minimized must be float32 or float64, but is int32: a count has no slope. Minimize a loss that changes a little when the weights do.',
  ],
  [
    'const hits = () => tf.square(w);',
    'What is minimized is the tensor of the loss, not a function that makes it: call it once, while the graph is built.',
  ],
])('minimizing %s', (line, message) => {
  const body = `const w = new tf.Variable([1, 2]);\n${line}\nconst step = new tf.train.AdamOptimizer(0.1).minimize(hits);\n`;
  expect(check(body).map((found) => found.message)).toEqual([message]);
});

it('minimizing with variables where the counter of steps comes', () => {
  const body =
    'const w = new tf.Variable([1, 2]);\nconst step = new tf.train.AdamOptimizer(0.1).minimize(tf.reduceSum(w), w);\n';
  expect(check(body)).toMatchObject([
    { message: expect.stringContaining('minimize(loss, { varList: [w] })'), at: 'w' },
  ]);
});
