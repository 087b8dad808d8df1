import { describe, expect, it } from 'vitest';
import { analyzed, errorsOf } from './analyzed.ts';

/** Programs that no person writes: the analysis ends, allocates little and says nothing that is not so. */

function timed(body: string): { milliseconds: number; operations: number } {
  const start = performance.now();
  const { program } = analyzed(body);
  return {
    milliseconds: performance.now() - start,
    operations: program.graphs.reduce((sum, graph) => sum + graph.getOperations().length, 0),
  };
}

describe('what holds itself', () => {
  it.each([
    'const a = [1]; a.push(a);',
    'const a = { name: "x" }; a.a = a;',
    'const a = [[]]; a[0].push({ a });',
    'const m = new Map(); m.set(m, m); const a = m;',
    'let a = [1, 2]; for (let i = 0; i < 30; i++) a = [a, a];',
    'let a = { x: 1 }; for (let i = 0; i < 30; i++) a = { a, b: a };',
  ])('is handed to anything without harm: %s', (made) => {
    const uses = [
      'tf.constant(a)',
      'tf.add(a, a)',
      'tf.stack(a)',
      'tf.zeros(a)',
      'tf.group(a)',
      'tf.zeros([1], a)',
      'tf.placeholder("float32", a)',
      'new tf.Variable(a)',
      'tf.nn.softmaxCrossEntropyWithLogits(a)',
      'tf.addToCollection("a", a)',
      'tf.data.Dataset.fromTensorSlices(a)',
      'new tf.train.Saver(a)',
      'tf.tuple(a)',
      'tf.gradients(a, a)',
      'tf.concat(a, 0)',
    ];
    for (const use of uses) expect(timed(`${made} try { ${use}; } catch {}`).milliseconds).toBeLessThan(5000);
    const runs = 'const s = new tf.Session(); tf.constant(1);';
    expect(
      timed(
        `${made}${runs} try { await s.run(a, a); await s.run(tf.constant(2), [[tf.placeholder("float32"), a]]); } catch {}`,
      ).milliseconds,
    ).toBeLessThan(5000);
  });
});

describe('what would be large', () => {
  it.each([
    'tf.constant(0.5, { shape: [100000, 100000] })',
    'tf.zeros([100000, 100000])',
    'tf.eye(1000000)',
    'tf.ones([2]).unstack({ num: 1000000000 })',
    'tf.unstack(tf.zeros([10000000, 2]))',
    'tf.split(tf.zeros([10000000, 2]), 10000000)',
    'tf.dynamicPartition(tf.zeros([2]), [0, 1], 3000000)',
    'tf.metrics.auc(tf.ones([2]), tf.ones([2]), { numThresholds: 30000000 })[0]',
    'tf.metrics.sensitivityAtSpecificity(tf.ones([2]), tf.ones([2]), 0.5, null, 30000000)[0]',
    'tf.tensordot(tf.placeholder("float32"), tf.ones([2]), 1000000000)',
    'tf.range(0, 1e12)',
    'tf.oneHot([1], 1e9)',
    'new tf.NdArray("float32", [1e6, 1e6], new Float32Array(1))',
    'new tf.train.AdagradOptimizer(0.1).minimize(tf.reduceSum(new tf.Variable(tf.zeros([100000, 10000]))))',
    'tf.data.digits({ train: 1e9 }).train.images',
  ])('is not made: %s', (expression) => {
    const before = process.memoryUsage.rss();
    const { milliseconds, operations } = timed(`export const large = ${expression};`);
    expect(milliseconds).toBeLessThan(5000);
    expect(operations).toBeLessThan(5000);
    expect(process.memoryUsage.rss() - before).toBeLessThan(300e6);
  });
});

describe('a regular expression of the program', () => {
  it('is never searched with, for it may not end', () => {
    const body = `
      for (let i = 0; i < 20; i++) new tf.Variable(1, { name: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' });
      tf.globalVariables('(a+)+$'); tf.getCollection('variables', '(a+)+$'); tf.summary.mergeAll({ scope: '(a+)+$' });
    `;
    expect(timed(body).milliseconds).toBeLessThan(5000);
  });
});

describe('what the program puts on objects of the engine', () => {
  it('is left alone', () => {
    const body = `
      const x = tf.constant([1, 2]);
      x.note = { a: 1 };
      x.shape = null;
      tf.Tensor.prototype.double = function () { return this.mul(2); };
      export const y = x.double();
      tf.constant = null;
      export const z = x.add(1);
    `;
    expect(errorsOf(body)).toEqual([]);
  });
});
