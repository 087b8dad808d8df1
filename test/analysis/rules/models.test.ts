/** Models that are legal and surely not meant. */

import { describe, expect, it } from 'vitest';
import { check, fixed, marked } from './check.ts';

const model = `const x = tf.placeholder('float32', [null, 4], { name: 'x' });
const labels = tf.placeholder('float32', [null, 3], { name: 'labels' });
const w = new tf.Variable(tf.zeros([4, 3]), { name: 'w' });
`;

describe('softmax before a cross entropy', () => {
  const code = 'softmax-before-cross-entropy';

  it.each([
    ['written at the loss', '', 'tf.nn.softmax(tf.matmul(x, w))', 'logits: tf.matmul(x, w) }'],
    [
      'in a variable',
      'const y = tf.nn.softmax(tf.matmul(x, w));\n',
      'y',
      'const logits = tf.matmul(x, w);\nconst y = tf.nn.softmax(logits);',
    ],
    ['of a variable', 'const z = tf.matmul(x, w);\nconst y = tf.nn.softmax(z);\n', 'y', 'logits: z }'],
    ['as a method', 'const z = tf.matmul(x, w);\nconst y = z.softmax();\n', 'y', 'logits: z }'],
  ])('%s is taken out', (_where, lines, logits, expected) => {
    const body = `${model}${lines}const loss = tf.nn.softmaxCrossEntropyWithLogits({ labels, logits: ${logits} });\n`;
    expect(marked(code, body)).toEqual([logits]);
    const cured = fixed('Pass the logits', body);
    expect(cured).toContain(expected);
    expect(check(cured)).toEqual([]);
  });

  it('that is called logits is meant to be them', () => {
    const body = `${model}const logits = tf.nn.softmax(tf.matmul(x, w));
const loss = tf.nn.softmaxCrossEntropyWithLogits({ labels, logits });
`;
    expect(fixed('Pass the logits', body)).toContain('const logits = tf.matmul(x, w);');
  });

  it('is found behind a reshape, and as a sigmoid', () => {
    const reshaped = `${model}const y = tf.reshape(tf.nn.softmax(tf.matmul(x, w)), [-1, 3]);
const loss = tf.nn.softmaxCrossEntropyWithLogits({ labels, logits: y });
`;
    expect(marked(code, reshaped)).toEqual(['y']);
    const sigmoid = `${model}const loss = tf.nn.sigmoidCrossEntropyWithLogits({ labels, logits: tf.sigmoid(tf.matmul(x, w)) });\n`;
    expect(marked(code, sigmoid)).toHaveLength(1);
  });

  it('is taken out where another file or a function hands the library on as tf', () => {
    const body = `${model}const lossOf = (tf: typeof import('tensorloom')) => {
  const y = tf.nn.softmax(tf.matmul(x, w));
  return tf.nn.softmaxCrossEntropyWithLogits({ labels, logits: y });
};
export const loss = lossOf(tf);
`;
    expect(fixed('Pass the logits', body)).toContain(
      'const logits = tf.matmul(x, w);\n  const y = tf.nn.softmax(logits);',
    );
  });

  it('is not found where it is an activation further back', () => {
    const hidden = `${model}const h = tf.nn.softmax(tf.matmul(x, tf.ones([4, 4])));
const loss = tf.nn.softmaxCrossEntropyWithLogits({ labels, logits: tf.matmul(h, w) });
`;
    expect(check(hidden)).toEqual([]);
  });
});

describe('labels and logits', () => {
  const losses = (labelsText: string, logitsText: string) =>
    `${model}const y = tf.matmul(x, w);\nconst loss = tf.nn.softmaxCrossEntropyWithLogitsV2({ labels: ${labelsText}, logits: ${logitsText} });\n`;

  it('are swapped where the labels learn and the logits are data', () => {
    const body = losses('y', 'labels');
    expect(marked('labels-logits-swapped', body)).toHaveLength(1);
    const cured = fixed('Swap', body);
    expect(cured).toContain('{ labels: labels, logits: y }');
    expect(check(cured)).toEqual([]);
  });

  it('are swapped back from a shorthand, too', () => {
    const body = `const target = tf.placeholder('float32', [null, 3]);
const x = tf.placeholder('float32', [null, 4]);
const labels = tf.matmul(x, new tf.Variable(tf.zeros([4, 3])));
const loss = tf.nn.softmaxCrossEntropyWithLogitsV2({ labels, logits: target });
`;
    expect(fixed('Swap', body)).toContain('{ labels: target, logits: labels }');
  });

  it('are fine where both learn, as in distillation', () => {
    const teacher = 'tf.nn.softmax(tf.matmul(x, new tf.Variable(tf.ones([4, 3]))))';
    expect(marked('labels-logits-swapped', losses(teacher, 'y'))).toEqual([]);
  });

  it('as class numbers in a vector or a column go to the sparse loss', () => {
    for (const [shape, expected] of [
      ['[null]', "labels: tf.cast(ids, 'int32')"],
      ['[null, 1]', "labels: tf.cast(tf.squeeze(ids, 1), 'int32')"],
    ]) {
      const body = `${model}const ids = tf.placeholder('float32', ${shape}, { name: 'ids' });
const loss = tf.nn.softmaxCrossEntropyWithLogits({ labels: ids, logits: tf.matmul(x, w) });
`;
      expect(marked('class-ids-as-one-hot', body)).toEqual(['ids']);
      const cured = fixed('sparse', body);
      expect(cured).toContain(expected);
      expect(check(cured)).toEqual([]);
    }
  });

  it('of one row for all examples, or with classes along another axis, are what they seem', () => {
    const row = `${model}const prior = tf.constant([0.2, 0.3, 0.5]);
const loss = tf.nn.softmaxCrossEntropyWithLogits({ labels: prior, logits: tf.matmul(x, w) });
`;
    expect(check(row)).toEqual([]);
    const along = `const scores = tf.placeholder('float32', [5, 1]);
const loss = tf.nn.softmaxCrossEntropyWithLogits({ labels: tf.ones([5, 1]), logits: scores, axis: 0 });
`;
    expect(check(along)).toEqual([]);
  });

  it('over one class learn nothing', () => {
    const body = `const x = tf.placeholder('float32', [null, 4]);
const labels = tf.placeholder('float32', [null, 1]);
const logits = tf.matmul(x, new tf.Variable(tf.zeros([4, 1])));
const loss = tf.nn.softmaxCrossEntropyWithLogits({ labels, logits });
`;
    expect(check(body).map(({ code }) => code)).toEqual(['cross-entropy-of-one']);
    expect(check(fixed('Use sigmoid', body))).toEqual([]);
  });
});

describe('a column and a row', () => {
  const columns = (loss: string) => `const x = tf.placeholder('float32', [null, 4], { name: 'x' });
const y = tf.placeholder('float32', [null], { name: 'y' });
const predicted = tf.matmul(x, new tf.Variable(tf.zeros([4, 1])));
const loss = ${loss};
`;

  it.each([
    'tf.reduceMean(tf.square(predicted.sub(y)))',
    'tf.reduceMean(tf.squaredDifference(y, predicted))',
    'tf.reduceSum(tf.abs(predicted.sub(y)))',
  ])('make a square in %s', (loss) => {
    expect(marked('broadcast-blow-up', columns(loss))).toHaveLength(1);
    const cured = fixed('Squeeze', columns(loss));
    expect(cured).toContain('tf.squeeze(predicted, 1)');
    expect(check(cured)).toEqual([]);
  });

  it.each([
    ['of all pairs, made so', 'tf.reduceMean(tf.square(tf.expandDims(tf.squeeze(predicted, 1), 1).sub(y)))'],
    ['not summed up', 'predicted.sub(y)'],
    ['summed up row by row', 'tf.reduceMean(predicted.sub(y), 1)'],
    ['of two known sizes', 'tf.reduceMean(predicted.sub(tf.ones([7])))'],
  ])('are fine %s', (_how, loss) => {
    expect(marked('broadcast-blow-up', columns(loss))).toEqual([]);
  });
});

describe('a variable that no loss reaches', () => {
  const training = (lines: string, loss: string) => `const x = tf.placeholder('float32', [null, 4], { name: 'x' });
const w = new tf.Variable(tf.zeros([4, 3]), { name: 'w' });
const extra = new tf.Variable(tf.zeros([4, 3]), { name: 'extra' });
${lines}const step = new tf.train.GradientDescentOptimizer(0.1).minimize(${loss});
using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
await sess.run(step, [[x, [[1, 2, 3, 4]]]]);
`;
  const code = 'variable-without-gradient';
  const loss = 'tf.reduceSum(tf.matmul(x, w))';

  it('is told, and may be said not to be trained', () => {
    const body = training('', loss);
    expect(marked(code, body)).toEqual(["new tf.Variable(tf.zeros([4, 3]), { name: 'extra' })"]);
    const cured = fixed('Say that it is not trained', body);
    expect(cured).toContain("{ name: 'extra', trainable: false }");
    expect(check(cured)).toEqual([]);
  });

  it('is told with the operation that lets nothing through', () => {
    const body = training('', `${loss}.add(tf.reduceSum(tf.floor(tf.matmul(x, extra))))`);
    expect(check(body)[0].message).toContain('nothing flows back to it through Floor');
  });

  it.each([
    ['something assigns to it', 'export const copy = extra.assign(w);\n', loss],
    ['another loss reaches it', 'new tf.train.GradientDescentOptimizer(0.1).minimize(tf.reduceSum(extra));\n', loss],
    ['it is exported', 'export { extra };\n', loss],
    [
      'a checkpoint gives it its values',
      "const saver = new tf.train.Saver();\nawait saver.restore(new tf.Session(), 'a');\n",
      loss,
    ],
    [
      'it is the learning rate',
      'new tf.train.GradientDescentOptimizer(tf.reduceMean(extra)).minimize(tf.reduceSum(w));\n',
      loss,
    ],
    ['the loss is not known', '', 'JSON.parse(process.argv[2])'],
  ])('is not told where %s', (_why, lines, text) => {
    expect(marked(code, training(lines, text))).toEqual([]);
  });

  it('is told at the call of a helper that makes others as well', () => {
    const body = training(
      'const make = (name: string) => new tf.Variable(tf.zeros([4, 3]), { name });\nconst a = make("a");\nconst b = make("b");\n',
      'tf.reduceSum(tf.matmul(x, w.add(extra).add(b)))',
    );
    expect(marked(code, body)).toEqual(['make("a")']);
  });
});

describe('a variable whose values come from elsewhere', () => {
  const body = (line: string) => `const w = new tf.Variable([1, 2]);
const other = new tf.Variable([1, 2, 3], { name: 'other' });
const train = new tf.train.AdamOptimizer(0.1).minimize(tf.reduceSum(w));
using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
${line}
await sess.run(train);
console.log(await sess.run(tf.reduceSum(other)));
`;

  it.each([
    "await tf.train.loadSafetensors(sess, 'weights.safetensors');",
    'await other.load([4, 5, 6], sess);',
    "await sess.writeVariable('other', new tf.NdArray('float32', [3], new Float32Array(3)));",
    'await sess.run(other.initializer, [[other.initializer.inputs[1], [4, 5, 6]]]);',
  ])('need not be trained: %s', (line) => {
    expect(marked('variable-without-gradient', body(line))).toEqual([]);
    expect(marked('variable-without-gradient', body(''))).toHaveLength(1);
  });
});

describe('operations in a loop', () => {
  const loops = (loop: string) => `const a = new tf.Variable(1, { name: 'a' });
const other = new tf.Variable(1, { name: 'other' });
const feed = tf.placeholder('float32', [], { name: 'feed' });
const set = a.assign(feed);
using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
${loop}
`;
  const code = 'operations-in-loop';

  it.each([
    ['a loop of steps', 'for (const i of tf.train.steps(100)) await sess.run(a.assign(i));', 'assign(i)'],
    ['a counted loop', 'for (let i = 0; i < 1000; i++) await sess.run(a.mul(i));', 'mul(i)'],
    [
      'every few steps',
      'for (let i = 0; i < 1000; i++) {\n  await sess.run(set, [[feed, i]]);\n  if (i % 100 === 0) console.log(await sess.run(a.mul(2)));\n}',
      'mul(2)',
    ],
    [
      'a loop over batches',
      'const batches = [[1], [2]];\nfor (const batch of batches) await sess.run(a.mul(2), [[feed, batch[0]]]);',
      'mul(2)',
    ],
    [
      'a loop of epochs',
      'for (let epoch = 0; epoch < 9; epoch++) {\n  for (let i = 0; i < 9; i++) await sess.run(set, [[feed, i]]);\n  await sess.run(a.mul(2));\n}',
      'mul(2)',
    ],
    ['a function that the loop calls', 'const next = () => a.add(1);\nwhile (true) await sess.run(next());', 'add(1)'],
  ])('are told in %s', (_where, loop, at) => {
    expect(marked(code, loops(loop))).toEqual([at]);
  });

  it.each([
    ['the loop only runs', 'for (let i = 0; i < 1000; i++) await sess.run(set, [[feed, i]]);'],
    [
      'the loop only builds',
      'let b: tf.Tensor = a.value();\nfor (let i = 0; i < 5; i++) b = b.add(1);\nconsole.log(await sess.run(b));',
    ],
    ['a list of settings is tried', 'for (const rate of [0.1, 0.2]) console.log(await sess.run(a.mul(rate)));'],
    [
      'each pass has a graph of its own',
      'for (let i = 0; i < 9; i++) {\n  const graph = new tf.Graph();\n  const b = graph.asDefault(() => tf.constant(i));\n  using own = new tf.Session({ graph });\n  console.log(await own.run(b));\n}',
    ],
    [
      'training starts again some times',
      'for (let trial = 0; trial < 5; trial++) {\n  await sess.run(tf.globalVariablesInitializer());\n  for (let i = 0; i < 100; i++) await sess.run(set, [[feed, i]]);\n}',
    ],
    [
      'the settings have a name',
      'const rates = [0.1, 0.2];\nfor (const rate of rates) console.log(await sess.run(a.mul(rate)));',
    ],
    ['it goes over variables', 'for (const v of tf.globalVariables()) console.log(await sess.run(tf.reduceSum(v)));'],
    [
      'it goes over parts of a model',
      'const parts = { a, b: a.mul(2) };\nfor (const [, part] of Object.entries(parts)) console.log(await sess.run(tf.square(part)));',
    ],
    [
      'each pass builds a model that a loop inside trains',
      'for (let trial = 0; trial < 5; trial++) {\n  const b = new tf.Variable(1);\n  const train = b.assign(feed);\n  await sess.run(b.initializer);\n  for (let i = 0; i < 100; i++) await sess.run(train, [[feed, i]]);\n}',
    ],
    [
      'it is made once',
      'let b: tf.Tensor | undefined;\nfor (let i = 0; i < 1000; i++) {\n  if (!b) b = a.mul(2);\n  console.log(await sess.run(b));\n}',
    ],
  ])('are not told where %s', (_why, loop) => {
    expect(marked(code, loops(loop))).toEqual([]);
  });
});

describe('dropout', () => {
  const network = (keep: string, evaluation: string) => `const x = tf.placeholder('float32', [null, 4], { name: 'x' });
const ids = tf.placeholder('int64', [null], { name: 'ids' });
const keepProb = tf.placeholder('float32', [], { name: 'keep' });
const logits = tf.matmul(tf.nn.dropout(x, ${keep}), new tf.Variable(tf.zeros([4, 3])));
const loss = tf.reduceMean(tf.nn.sparseSoftmaxCrossEntropyWithLogits({ labels: ids, logits }));
const step = new tf.train.GradientDescentOptimizer(0.1).minimize(loss);
const accuracy = tf.reduceMean(tf.cast(tf.equal(tf.argmax(logits, 1), ids), 'float32'));
using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
const xs = [[1, 2, 3, 4]];
await sess.run(step, [[x, xs], [ids, [1]], [keepProb, 0.5]]);
${evaluation}
`;
  const code = 'dropout-when-evaluating';

  it('is turned off where an accuracy is measured', () => {
    const body = network('keepProb', 'console.log(await sess.run(accuracy, [[x, xs], [ids, [1]], [keepProb, 0.5]]));');
    expect(marked(code, body)).toEqual(['0.5']);
    expect(check(fixed('Feed 1', body))).toEqual([]);
  });

  it('that is written in the graph is told at the run that it spoils', () => {
    const body = network('0.5', 'console.log(await sess.run(accuracy, [[x, xs], [ids, [1]]]));');
    expect(marked(code, body)).toEqual(['run(accuracy, [[x, xs], [ids, [1]]])']);
  });

  it('may stay on for what is no share of hits, and where the run trains', () => {
    expect(
      marked(code, network('keepProb', 'console.log(await sess.run(loss, [[x, xs], [ids, [1]], [keepProb, 0.5]]));')),
    ).toEqual([]);
    expect(
      marked(code, network('keepProb', 'await sess.run([step, accuracy], [[x, xs], [ids, [1]], [keepProb, 0.5]]);')),
    ).toEqual([]);
  });

  it('keeps a share, not a percentage', () => {
    const body = network('keepProb', 'await sess.run(step, [[x, xs], [ids, [1]], [keepProb, 50]]);');
    expect(marked('keep-probability-range', body)).toEqual(['50']);
    expect(check(fixed('Write 0.5', body))).toEqual([]);
    const written = 'console.log(tf.nn.dropout(tf.ones([2]), 50).name);\n';
    expect(check(written)[0]).toMatchObject({ code: 'keep-probability-range', severity: 'error', at: '50' });
  });
});

describe('sizes, names and what is left over', () => {
  it('an open size that only one number fits', () => {
    const body =
      "const x = tf.placeholder('float32', [null, null], { name: 'x' });\nconsole.log(tf.matmul(x, tf.ones([13, 2])).name);\n";
    expect(marked('fixed-wildcard', body)).toEqual(['null']);
    const cured = fixed('Write 13', body);
    expect(cured).toContain('[null, 13]');
    expect(check(cured)).toEqual([]);
  });

  it('an open size that a condition fixes, or two numbers, is left open', () => {
    const maybe =
      "const x = tf.placeholder('float32', [null, null], { name: 'x' });\nif (process.argv[2]) console.log(tf.matmul(x, tf.ones([13, 2])).name);\n";
    expect(marked('fixed-wildcard', maybe)).toEqual([]);
  });

  it('argmax over one', () => {
    const body = "const y = tf.placeholder('float32', [null, 1]);\nconsole.log(tf.argmax(y, 1).name);\n";
    expect(marked('argmax-of-one', body)).toEqual(['tf.argmax(y, 1)']);
    expect(marked('argmax-of-one', body.replace('[null, 1]', '[null, 2]'))).toEqual([]);
  });

  it('a name given twice in one scope', () => {
    const twice = (first: string, second: string) => `console.log(${first}.name, ${second}.name);\n`;
    const made = (name: string) => `tf.placeholder('float32', [2], { name: '${name}' })`;
    expect(marked('duplicate-name', twice(made('x'), made('x')))).toEqual(["'x'"]);
    expect(marked('duplicate-name', twice(made('x'), `tf.nameScope('s', () => ${made('x')})`))).toEqual([]);
    const helper = `const make = () => ${made('x')};\nconsole.log(make().name, make().name);\n`;
    expect(marked('duplicate-name', helper)).toEqual([]);
  });

  it('tensors compared by ===', () => {
    const body =
      "const a = tf.placeholder('float32', [2]);\nconst b = tf.placeholder('float32', [2]);\nconst hits = a === b;\nconsole.log(hits);\n";
    expect(check(body).map(({ code }) => code)).toEqual(['javascript-operator']);
    expect(check(fixed('equal', body))).toEqual([]);
    expect(
      check(body.replace('const hits = a === b;\nconsole.log(hits);', 'if (a === b) console.log(a.name);')),
    ).toEqual([]);
  });
});

describe('an unused part', () => {
  const code = 'unused-graph-part';
  const run = 'using sess = new tf.Session();\nconsole.log(await sess.run(a));\n';

  it('is told at its outermost call', () => {
    expect(marked(code, `const a = tf.constant(1);\nconst b = tf.square(tf.add(a, 1));\n${run}`)).toEqual([
      'tf.square(tf.add(a, 1))',
    ]);
  });

  it.each([
    ['exported', 'export const b = tf.square(a);'],
    ['printed', 'console.log(tf.square(a));'],
    ['asked for its name', 'const b = tf.square(a);\nconsole.log(b.name);'],
    ['summarised', "tf.summary.scalar('b', tf.square(a));"],
    ['kept in a collection', "tf.addToCollection('mine', tf.square(a));"],
    [
      'minimized',
      'const w = new tf.Variable(1);\nawait new tf.Session().run(new tf.train.GradientDescentOptimizer(0.1).minimize(tf.square(w)));',
    ],
    [
      'on a branch that may be taken',
      'let b: tf.Tensor = tf.square(a);\nif (process.argv[2]) b = tf.abs(a);\nconsole.log(await new tf.Session().run(b));',
    ],
  ])('is none where it is %s', (_how, lines) => {
    expect(marked(code, `const a = tf.constant(1);\n${lines}\n${run}`)).toEqual([]);
  });

  it('is not asked about where not all runs are known', () => {
    expect(
      marked(code, `const a = tf.constant(1);\nconst b = tf.square(a);\n${run}await sess.run(process.argv[2]);\n`),
    ).toEqual([]);
  });
});

describe('a function that is not there', () => {
  const code = 'name-not-found';
  const plain = '/model.js';
  const ones = 'const a = tf.ones([2]);\n';

  it.each([
    ['tf.reduce_mean(a);', 'tf.reduce_mean', 'There is no tf.reduce_mean in tensorloom. Did you mean tf.reduceMean?'],
    ['tf.softmax(a);', 'tf.softmax', 'There is no tf.softmax in tensorloom. Did you mean tf.nn.softmax?'],
    ['tf.mul(a, a);', 'tf.mul', 'There is no tf.mul in tensorloom. Did you mean tf.multiply?'],
    ['new tf.train.Adam(0.1);', 'tf.train.Adam', 'There is no tf.train.Adam in tensorloom.'],
    ['tf.contrib.dense(a, 2);', 'tf.contrib', 'There is no tf.contrib in tensorloom.'],
  ])('is told in JavaScript: %s', (call, at, message) => {
    expect(check(ones + call, plain)).toMatchObject([{ code, at, message, severity: 'error' }]);
    // There the type checker says so.
    expect(check(ones + call)).toEqual([]);
  });

  it.each([
    ['it is asked for', 'if (tf.contrib) tf.contrib.dense(a);'],
    ['it may be missing', 'tf.contrib?.dense(a);\ntf.dense?.(a);'],
    ['the program catches the failure', 'try {\n  tf.enableEager();\n} catch {}'],
    ['its name is not typed yet', 'tf.\nconsole.log(a.name);'],
    ['the file is not whole', 'tf.den(a'],
    ['the namespace is another', 'const own = { reduce: (x) => x };\nown.reduce_mean?.(a);'],
  ])('is not told where %s', (_why, lines) => {
    expect(check(ones + lines, plain)).toEqual([]);
  });
});

describe('rows of a reshape', () => {
  const maps = "const maps = tf.placeholder('float32', [null, 12, 12, 8], { name: 'maps' });\n";

  it('that hold parts of several examples', () => {
    const body = `${maps}const flat = tf.reshape(maps, [-1, 14 * 14 * 8]);\nconsole.log(flat.name);\n`;
    const [found] = check(body);
    expect(found).toMatchObject({ code: 'shape-mismatch', severity: 'warning', at: '[-1, 14 * 14 * 8]' });
    expect(found.message).toMatch(
      /^An example in float32\[batch, 12, 12, 8\] has 1152 elements, but here are made rows of 1568/,
    );
    expect(check(fixed('Make rows of 1152', body))).toEqual([]);
  });

  it.each(['[-1, 12 * 12 * 8]', '[-1, 12, 8]', '[-1]', '[-1, 4 * 12 * 12 * 8]', '[4, -1, 100]'])(
    'fit as %s',
    (shape) => {
      expect(check(`${maps}console.log(tf.reshape(maps, ${shape}).name);\n`)).toEqual([]);
    },
  );
});
