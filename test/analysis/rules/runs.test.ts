/** What runs lack: feeds, values of variables, `await`; and feeds that do not fit. */

import { describe, expect, it } from 'vitest';
import { check, fixed, marked } from './check.ts';

const model = `const x = tf.placeholder('float32', [null, 4], { name: 'x' });
const w = new tf.Variable(tf.zeros([4, 2]), { name: 'w' });
const y = tf.matmul(x, w);
`;
const session = 'using sess = new tf.Session();\nawait sess.run(tf.globalVariablesInitializer());\n';
const data = '[[1, 2, 3, 4]]';

describe('a placeholder that is not fed', () => {
  it('is told once at the run, with its place', () => {
    const [found, ...others] = check(`${model}${session}console.log(await sess.run(y));\n`);
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      code: 'feed-missing',
      severity: 'error',
      message:
        "What is run here depends on the placeholder 'x' (float32[batch, 4]), which is not fed: give it a value in the feeds of this run.",
      at: 'run(y)',
      related: ["The placeholder 'x': tf.placeholder('float32', [null, 4], { name: 'x' })"],
    });
  });

  it('is fed with what another run feeds', () => {
    const body = `${model}${session}const batch = ${data};
await sess.run(y, [[x, batch]]);
console.log(await sess.run(tf.reduceSum(y)));
`;
    const cured = fixed("Feed 'x'", body);
    expect(cured).toContain('sess.run(tf.reduceSum(y), [[x, batch]])');
    expect(marked('feed-missing', cured)).toEqual([]);
  });

  it('needs no feed where something on the way is fed, or where it has a default', () => {
    expect(check(`${model}${session}await sess.run(tf.reduceSum(y), [[y, [[1, 2]]]]);\n`)).toEqual([]);
    const withDefault = "const rate = tf.placeholderWithDefault(tf.constant(0.1), [], { name: 'rate' });\n";
    expect(check(`${withDefault}using sess = new tf.Session();\nawait sess.run(rate.mul(2));\n`)).toEqual([]);
  });

  it('counts through control dependencies', () => {
    const body = `${model}const after = tf.controlDependencies([y], () => tf.constant(1));
${session}await sess.run(after);
`;
    expect(marked('feed-missing', body)).toEqual(['run(after)']);
  });

  it('is not missed on a branch that may not be taken', () => {
    const body = `${model}const keep = tf.placeholder('float32', [], { name: 'keep' });
const h = process.argv.length > 2 ? tf.nn.dropout(y, keep) : y;
${session}await sess.run(tf.reduceSum(h), [[x, ${data}]]);
`;
    expect(check(body)).toEqual([]);
  });

  it('is not missed where feeds are not known, or the program expects the fault', () => {
    expect(check(`${model}${session}await sess.run(y, JSON.parse(process.argv[2]));\n`)).toEqual([]);
    expect(check(`${model}${session}try {\n  await sess.run(y);\n} catch {\n  console.log('none');\n}\n`)).toEqual([]);
  });
});

describe('a variable without a value', () => {
  const body = `${model}using sess = new tf.Session();
for (const step of tf.train.steps(3)) {
  await sess.run(y, [[x, ${data}]]);
}
await sess.run(w);
`;

  it('is told at the first run that reads it', () => {
    const found = check(body);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      code: 'uninitialized-variable',
      message: "The variable 'w' has no value yet when this is run: run tf.globalVariablesInitializer() before.",
      at: `run(y, [[x, ${data}]])`,
    });
  });

  it('is initialised before the loop', () => {
    const cured = fixed('Run the initialiser', body);
    expect(cured).toContain('await sess.run(tf.globalVariablesInitializer());\nfor (');
    expect(check(cured)).toEqual([]);
  });

  it('is initialised where the function is called that runs the session of its caller', () => {
    const outside = `${model}const sess = new tf.Session();
const ask = async () => sess.run(y, [[x, ${data}]]);
console.log(await ask());
`;
    const cured = fixed('Run the initialiser', outside);
    expect(cured).toContain('await sess.run(tf.globalVariablesInitializer());\nconsole.log(await ask());');
    expect(check(cured)).toEqual([]);
  });

  it('was made after the initialiser', () => {
    const late = `${model}const init = tf.globalVariablesInitializer();
const step = new tf.train.AdamOptimizer(0.1).minimize(tf.reduceSum(y));
using sess = new tf.Session();
await sess.run(init);
await sess.run(step, [[x, ${data}]]);
`;
    const [found] = check(late);
    expect(found.message).toContain('tf.globalVariablesInitializer() was called before they were made');
    const cured = fixed('Make the initialiser where it is run', late);
    expect(cured).toContain('await sess.run(tf.globalVariablesInitializer());');
    expect(check(cured)).toEqual([]);
  });

  it.each([
    ['its own initialiser', 'await sess.run(w.initializer);'],
    ['an assignment', 'await sess.run(w.assign(tf.ones([4, 2])));'],
    ['a checkpoint', "await new tf.train.Saver().restore(sess, 'w.ckpt');"],
    ['something unknown', 'await sess.run(JSON.parse(process.argv[2]));'],
    ['a condition that may hold', "if (process.argv[2] === 'new') await sess.run(tf.globalVariablesInitializer());"],
  ])('may have one by %s', (_how, line) => {
    expect(
      marked('uninitialized-variable', `${model}using sess = new tf.Session();\n${line}\nawait sess.run(w);\n`),
    ).toEqual([]);
  });

  it('is not asked for by who only asks whether it has one', () => {
    expect(
      check(`${model}using sess = new tf.Session();\nconsole.log(await sess.run(tf.isVariableInitialized(w)));\n`),
    ).toEqual([]);
  });

  it('is not told in a function whose caller may have initialised it', () => {
    const shared = `${model}const sess = new tf.Session();
export async function predict() {
  return sess.run(y, [[x, ${data}]]);
}
`;
    expect(check(shared)).toEqual([]);
    const own = `${model}export async function predict() {
  using sess = new tf.Session();
  return await sess.run(y, [[x, ${data}]]);
}
`;
    expect(marked('uninitialized-variable', own)).toHaveLength(1);
  });
});

it('a session of an empty graph is told once, whatever the pass of a loop', () => {
  const body = `for (const rate of [1, 2]) {
  const graph = new tf.Graph();
  const y = graph.asDefault(() => tf.constant(rate));
  using sess = new tf.Session();
  console.log(await sess.run(y));
}
`;
  expect(check(body).map(({ code }) => code)).toEqual(['session-misuse']);
});

it('a run that is refused may have been meant to initialise', () => {
  const body = `${model}using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer);
console.log(await sess.run(y, [[x, ${data}]]));
`;
  expect(check(body).map(({ code }) => code)).toEqual(['fetch-invalid']);
});

describe('feeds', () => {
  const digits = (options: string) => `const digits = tf.data.digits({ train: 20, test: 10${options} });
const x = tf.placeholder('float32', [null, 784], { name: 'x' });
const labels = tf.placeholder('float32', [null, 10], { name: 'labels' });
const logits = tf.matmul(x, new tf.Variable(tf.zeros([784, 10])));
const loss = tf.reduceMean(tf.nn.softmaxCrossEntropyWithLogits({ labels, logits }));
${session}const [xs, ys] = digits.train.nextBatch(5);
`;

  it('of class numbers are loaded one-hot', () => {
    const body = `${digits('')}await sess.run(loss, [[x, xs], [labels, ys]]);\n`;
    expect(check(body)[0]).toMatchObject({ code: 'feed-mismatch', at: 'ys' });
    const cured = fixed('oneHot: true', body);
    expect(cured).toContain('test: 10, oneHot: true }');
    expect(check(cured)).toEqual([]);
  });

  it('put together before the run are marked where they were written', () => {
    const body = `${digits('')}const feeds: tf.Feeds = [[x, xs], [labels, ys]];\nawait sess.run(loss, feeds);\n`;
    expect(check(body)[0].at).toBe('ys');
  });

  it('of two sizes that each fit', () => {
    const body = `${digits(', oneHot: true')}await sess.run(loss, [[x, xs], [labels, digits.test.labels]]);\n`;
    const [found] = check(body);
    expect(found).toMatchObject({ code: 'feed-mismatch', at: 'run(loss, [[x, xs], [labels, digits.test.labels]])' });
    expect(found.message).toContain("'x' is float32[5, 784] and 'labels' is float32[10, 10]");
    expect(check(body.replace('digits.test.labels', 'ys'))).toEqual([]);
  });

  it.each([
    ['a property of another name', 'rows.map((row) => [row.a, row.c])', 'undefined in it, at [0][1]'],
    ['null for a missing value', '[[1, 2], [3, null]]', 'null in it, at [1][1]'],
  ])('that have nothing in some place are told where: %s', (_why, value, words) => {
    const body = `const rows = [{ a: 1, b: 2 }, { a: 3, b: 4 }];
const v = tf.placeholder('float32', [null, 2], { name: 'v' });
using sess = new tf.Session();
console.log(rows.length, await sess.run(tf.reduceSum(v), [[v, ${value}]]));
`;
    expect(check(body)).toMatchObject([{ code: 'feed-mismatch', at: value, message: expect.stringContaining(words) }]);
    expect(check(body.replace(value, 'rows.map((row) => [row.a, row.b])'))).toEqual([]);
  });

  it('that a reshape inside does not take are told at the reshape', () => {
    const body = `const x = tf.placeholder('float32', [null, 4], { name: 'x' });
const wide = tf.reshape(x, [-1, 3]);
using sess = new tf.Session();
console.log(await sess.run(wide, [[x, ${data}]]));
`;
    expect(check(body)[0]).toMatchObject({ code: 'shape-mismatch', at: 'tf.reshape(x, [-1, 3])' });
    expect(check(body.replace(data, '[[1, 2, 3, 4], [1, 2, 3, 4], [1, 2, 3, 4]]'))).toEqual([]);
  });

  it('of a promise are awaited', () => {
    const body = `const x = tf.placeholder('float32', [2], { name: 'x' });
using sess = new tf.Session();
const noise = sess.run(tf.randomNormal([2]));
console.log(await sess.run(x.mul(2), [[x, noise]]));
`;
    expect(check(body)[0].code).toBe('missing-await');
    expect(check(fixed('Add await', body))).toEqual([]);
  });

  it('of more examples than the placeholder takes open it', () => {
    const body = `const x = tf.placeholder('float32', [2, 3], { name: 'x' });
using sess = new tf.Session();
console.log(await sess.run(x.mul(2), [[x, [[1, 2, 3]]]]));
`;
    expect(check(fixed('null', body))).toEqual([]);
  });
});

describe('a promise', () => {
  const run = (use: string) => `const a = tf.constant(2);\nusing sess = new tf.Session();\n${use}\n`;

  it.each([
    ['used as the value', 'const v = sess.run(a);\nconsole.log(v.toFixed(2));', 'error'],
    ['taken apart', 'const [v] = sess.run([a]);\nconsole.log(v);', 'error'],
    ['a data set', "const mnist = tf.data.mnist('data');\nconsole.log(a.name, mnist.train.numExamples);", 'error'],
    ['computed with', 'console.log(sess.run(a) + 1);', 'error'],
    ['summed up', 'let sum = 0;\nsum += sess.run(a);\nconsole.log(sum);', 'error'],
    ['looked into', 'console.log(sess.run([a])[0]);', 'error'],
    ['gone through', 'for (const v of sess.run([a])) console.log(v);', 'error'],
    ['given to Math', 'console.log(Math.exp(sess.run(a)));', 'error'],
    ['negated', 'console.log(-sess.run(a));', 'error'],
    ['printed', 'const v = sess.run(a);\nconsole.log(v);', 'warning'],
    ['left alone', 'sess.run(a);', 'warning'],
  ])('%s is told', (_how, use, severity) => {
    expect(check(run(use)).map((found) => [found.code, found.severity])).toEqual([['missing-await', severity]]);
    expect(check(fixed('Add await', run(use)))).toEqual([]);
  });

  it.each([
    ['awaited', 'console.log((await sess.run(a)) + 1);'],
    ['awaited later', 'const v = sess.run(a);\nconsole.log(await v);'],
    ['awaited with others', 'const all = [1, 2].map(() => sess.run(a));\nconsole.log(await Promise.all(all));'],
    ['followed', 'sess.run(a).then((v) => console.log(v));'],
    ['returned', 'const ask = () => sess.run(a);\nconsole.log(await ask());'],
    ['dropped on purpose', 'void sess.run(a);'],
  ])('%s is fine', (_how, use) => {
    expect(check(run(use))).toEqual([]);
  });
});
