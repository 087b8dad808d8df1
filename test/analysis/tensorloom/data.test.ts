import { describe, expect, it } from 'vitest';
import { DataValue } from '../../../engine/analysis/index.ts';
import * as tf from '../../../engine/index.ts';
import { analyzed, errorsOf, exportsOf } from './analyzed.ts';

const n = 'const n = Number(process.env.N);';

describe('the built-in digits, analysed', () => {
  it('have the shapes that they have in a run', () => {
    const options = { train: 30, validation: 5, test: 20, oneHot: true } as const;
    const real = tf.data.digits(options);
    const [xs, ys] = real.train.nextBatch(7);
    const shown = ({ dtype, shape }: tf.NdArray) => `${dtype}[${shape.join(', ')}]`;
    expect(
      exportsOf(`
        const digits = tf.data.digits(${JSON.stringify(options)});
        export const [xs, ys] = digits.train.nextBatch(7);
        export const images = digits.test.images;
        export const labels = digits.validation.labels;
        export const count = digits.test.numExamples;
      `),
    ).toEqual({
      xs: shown(xs),
      ys: shown(ys),
      images: shown(real.test.images),
      labels: shown(real.validation.labels),
      count: String(real.test.numExamples),
    });
  });

  it('have a validation set of a tenth, and class numbers without oneHot', () => {
    const found = exportsOf(`
      const digits = tf.data.digits();
      export const images = digits.validation.images;
      export const labels = digits.train.labels;
    `);
    expect(found).toEqual({ images: 'float32[2000, 784]', labels: 'uint8[20000]' });
  });
});

describe('MNIST, analysed', () => {
  it('is split as the reader splits it', () => {
    const found = exportsOf(`
      const mnist = await tf.data.mnist('MNIST_data/', { oneHot: true });
      export const train = mnist.train.images;
      export const validation = mnist.validation.labels;
      export const test = mnist.test.labels;
      const plain = await tf.data.mnist('MNIST_data/', { reshape: false, validationSize: 0 });
      export const images = plain.train.images;
      export const labels = plain.test.labels;
    `);
    expect(found).toEqual({
      train: 'float32[55000, 784]',
      validation: 'float64[5000, 10]',
      test: 'float64[10000, 10]',
      images: 'float32[60000, 28, 28, 1]',
      labels: 'uint8[10000]',
    });
  });

  it('gives batches of one size to images and labels, though the size is not known', () => {
    const { xs, ys } = exportsOf(`${n}
      export const [xs, ys] = (await tf.data.mnist('x', { oneHot: true })).train.nextBatch(n);
    `);
    expect(xs).toMatch(/^float32\[(.+), 784\]$/);
    expect(ys).toBe(`float64[${/\[(.+),/.exec(xs)![1]}, 10]`);
  });

  it('says what the data mean', () => {
    const { program } = analyzed(`
      export const { train } = await tf.data.mnist('x', { oneHot: true });
      export const [images, rows] = train.nextBatch(5);
      export const { labels } = tf.data.digits().test;
    `);
    const meaning = (name: string) => (program.exports.get(name) as DataValue).meaning;
    expect(['images', 'rows', 'labels'].map(meaning)).toEqual(['images', 'one-hot', 'class-ids']);
  });

  it('is silent about options that are not known', () => {
    const found = exportsOf(`
      const options = JSON.parse(process.env.X);
      const mnist = await tf.data.mnist('x', options);
      export const labels = mnist.test.labels;
      export const one = (await tf.data.mnist('x', { oneHot: options.oneHot })).test;
      export const images = one.images;
    `);
    expect(found).toEqual({ labels: 'Unknown', one: 'LabelledImagesValue', images: 'float32[10000, 784]' });
  });

  it('refuses batches that are none', () => {
    expect(errorsOf('tf.data.digits({ train: 100 }).train.nextBatch(101);')).toEqual([
      'invalid-argument «nextBatch(101)»',
    ]);
    expect(errorsOf('tf.data.digits().train.nextBatch(0.5);')).toEqual(['invalid-argument «nextBatch(0.5)»']);
    expect(errorsOf(`${n} tf.data.digits({ train: n }).train.nextBatch(1000);`)).toEqual([]);
  });
});

describe('datasets, analysed', () => {
  /** The first element of a pipeline, in a run and analysed. */
  async function compared(pipeline: string, make: (module: typeof tf) => tf.data.Dataset<unknown>): Promise<void> {
    const element = await make(tf).makeOneShotIterator().getNext();
    const shown = (value: unknown): unknown => {
      if (value instanceof tf.NdArray) return `${value.dtype}[${value.shape.join(', ')}]`;
      if (Array.isArray(value)) return value.map(shown);
      return Object.fromEntries(Object.entries(value as object).map(([key, item]) => [key, shown(item)]));
    };
    const { program } = analyzed(`export const element = await (${pipeline})(tf).makeOneShotIterator().getNext();`);
    expect(shownValue(program.exports.get('element'))).toEqual(shown(element));
  }

  function shownValue(value: unknown): unknown {
    if (value instanceof DataValue) return `${value.dtype}${value.shape.toSymbolic()}`;
    const { items, ownKeys } = value as { items?: unknown[]; ownKeys: string[]; own(key: string): unknown };
    if (items) return items.map(shownValue);
    return Object.fromEntries(
      ownKeys.map((key) => [key, shownValue((value as { own(key: string): unknown }).own(key))]),
    );
  }

  const pipelines: ((module: typeof tf) => tf.data.Dataset<unknown>)[] = [
    (tf) =>
      tf.data.Dataset.fromTensorSlices([
        [1, 2],
        [3, 4],
        [5, 6],
      ]),
    (tf) => tf.data.Dataset.fromTensorSlices({ x: new Float32Array(6), y: new Int32Array(6) }).batch(3),
    (tf) => tf.data.Dataset.fromTensors([new Float64Array(4), 'text', true]),
    (tf) => tf.data.Dataset.range(10).batch(4, { dropRemainder: true }).take(1),
    (tf) => tf.data.Dataset.range(2, 10, 2).shuffle(5, { seed: 1 }).repeat(2).skip(1).prefetch(2).cache(),
    (tf) =>
      tf.data.Dataset.range(6)
        .map((i) => ({ i, pair: [1, 2] }))
        .batch(2),
    (tf) => tf.data.Dataset.zip([tf.data.Dataset.range(3), tf.data.Dataset.fromTensors({ a: 1 })]),
    (tf) =>
      tf.data.Dataset.range(3)
        .concatenate(tf.data.Dataset.range(2))
        .filter(() => true),
    (tf) =>
      tf.data.Dataset.fromGenerator(function* () {
        yield [new Float32Array(2), 7];
      }),
    (tf) => tf.data.Dataset.fromTensorSlices([new Float32Array(4), new Int32Array(4)]).map((x, y) => [y, x]),
  ];

  it.each(pipelines.map((make) => [make.toString().replace(/\s+/g, ' '), make] as const))(
    'have the elements that they have in a run: %s',
    async (text, make) => compared(text, make),
  );

  it('have last batches of any size, and are read in loops', () => {
    const body = `
      const data = tf.data.Dataset.fromTensorSlices(tf.data.digits().train.images).batch(64);
      const wrong = tf.placeholder('float32', [null, 783]);
      const right = tf.placeholder('float32', [64, 784]);
      const sess = new tf.Session();
      for await (const batch of data) {
        await sess.run(right, [[right, batch]]);
        await sess.run(wrong, [[wrong, batch]]);
      }
    `;
    expect(errorsOf(body)).toEqual(['feed-mismatch «batch»']);
  });

  it('refuse what they refuse in a run', () => {
    expect(errorsOf('tf.data.Dataset.fromTensorSlices([new Float32Array(3), new Float32Array(4)]);')).toHaveLength(1);
    expect(errorsOf('tf.data.Dataset.fromTensorSlices(1);')).toHaveLength(1);
    expect(errorsOf('tf.data.Dataset.range(3).batch(0);')).toEqual(['invalid-argument «batch(0)»']);
    expect(errorsOf('tf.data.Dataset.range(3).concatenate(tf.data.Dataset.fromTensors(1.5));')).toHaveLength(1);
    expect(errorsOf(`${n} tf.data.Dataset.range(n).batch(n).take(n);`)).toEqual([]);
  });
});

describe('training loops, analysed', () => {
  it('have the number of passes that is asked for', () => {
    const { program } = analyzed('for (const step of tf.train.steps(1000)) tf.constant(step);');
    const [pass] = program.calls.at(-1)!.origin.loops;
    expect([pass.isSteps, pass.index]).toEqual([true, null]);
  });

  it('refuse what is no number of steps', () => {
    expect(errorsOf('for (const step of tf.train.steps(1.5)) console.log(step);')).toEqual([
      'invalid-argument «tf.train.steps(1.5)»',
    ]);
    expect(errorsOf('for (const step of tf.train.steps(Infinity, { start: 3 })) console.log(step);')).toEqual([]);
  });
});

describe('what touches files, analysed', () => {
  it('gives promises of what a run gives', () => {
    const found = exportsOf(`
      const v = new tf.Variable(1);
      const sess = new tf.Session();
      export const prefix = await new tf.train.Saver().save(sess, 'a/model.ckpt');
      export const later = await new tf.train.Saver().save(sess, 'a/model.ckpt', { globalStep: 1 });
      export const there = await tf.train.checkpointExists('a');
      export const bytes = await tf.train.exportMetaGraph();
    `);
    expect(found).toEqual({ prefix: 'a/model.ckpt', later: 'Unknown', there: 'Unknown', bytes: 'Unknown' });
  });

  it('makes a graph open that a file adds to', () => {
    const { program } = analyzed("await tf.train.importMetaGraph('model.meta');");
    expect(program.isOpen(program.graphs[0])).toBe(true);
    const other = analyzed("const graph = new tf.Graph(); tf.importGraphDef('', { graph });").program;
    expect(other.graphs.map((graph) => other.isOpen(graph))).toEqual([false, true]);
  });

  it('takes only what a run gives for a summary', () => {
    const writer = "const writer = new tf.summary.FileWriter('logs'); const sess = new tf.Session();";
    expect(errorsOf(`${writer} writer.addSummary(tf.summary.scalar('a', 1));`)).toHaveLength(1);
    expect(errorsOf(`${writer} writer.addSummary(await sess.run(tf.summary.scalar('a', 1)), 1);`)).toEqual([]);
  });
});
