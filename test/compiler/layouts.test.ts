/** Values lie in the order in which they are used, and nobody sees it in the numbers. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as tf from '../../engine/index.ts';
import { Choices } from './choices.ts';

const noise = (shape: number[], seed: number) =>
  new tf.NdArray(
    'float32',
    shape,
    Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => Math.sin(1 + i * seed)),
  );

/** Two convolutions, pooled; the gradients of both filters and biases. Channels first, or last. */
function network(dataFormat: 'NCHW' | 'NHWC') {
  const first = dataFormat === 'NCHW';
  const x = tf.placeholder('float32', first ? [4, 3, 16, 16] : [4, 16, 16, 3]);
  const layer = (input: tf.Tensor, channels: [number, number], seed: number) => {
    const filter = new tf.Variable(tf.constant(noise([3, 3, ...channels], seed)));
    const bias = new tf.Variable(tf.constant(noise([channels[1]], seed)));
    const y = tf.nn.conv2d(input, filter, { strides: [1, 1, 1, 1], padding: 'SAME', dataFormat });
    const size = first ? [1, 1, 2, 2] : [1, 2, 2, 1];
    const active = tf.nn.relu(tf.nn.biasAdd(y, bias, { dataFormat }));
    return { variables: [filter, bias], y: tf.nn.maxPool(active, size, size, 'SAME', { dataFormat }) };
  };
  const one = layer(x, [3, 16], 0.7);
  const two = layer(one.y, [16, 24], 1.3);
  const loss = tf.reduceSum(tf.square(two.y));
  return { x, fetches: [loss, ...tf.gradients(loss, [...one.variables, ...two.variables])] as tf.Tensor[] };
}

const imagesLast = noise([4, 16, 16, 3], 0.31);
/** The same images with channels first. */
function turned({ data }: tf.NdArray): tf.NdArray {
  const all = new Float32Array(data.length);
  for (let n = 0; n < 4; n++)
    for (let p = 0; p < 256; p++)
      for (let c = 0; c < 3; c++) all[(n * 3 + c) * 256 + p] = (data as Float32Array)[(n * 256 + p) * 3 + c];
  return new tf.NdArray('float32', [4, 3, 16, 16], all);
}

const numbers = (results: unknown) =>
  (results as tf.NdArray[]).flatMap((result) =>
    result instanceof tf.NdArray ? [...(result.data as Float32Array)] : [result as unknown as number],
  );

function expectClose(got: readonly number[], wanted: readonly number[], relative: number): void {
  expect(got).toHaveLength(wanted.length);
  const size = wanted.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  got.forEach((value, i) => {
    if (Object.is(value, wanted[i]) || Math.abs(value - wanted[i]) <= relative * size) return;
    throw new Error(`element ${i}: got ${value}, wanted ${wanted[i]}`);
  });
}

describe('images with channels first', () => {
  const start = async (dataFormat: 'NCHW' | 'NHWC', layout: boolean, kernels: 'javascript' | 'webAssembly') => {
    const graph = new tf.Graph();
    const { x, fetches } = graph.asDefault(() => network(dataFormat));
    const session = new tf.Session({ graph, config: { kernels, compiler: { layout, verify: true } } });
    await session.run(graph.asDefault(() => tf.globalVariablesInitializer()));
    return { session, run: () => session.run(fetches, [[x, dataFormat === 'NCHW' ? turned(imagesLast) : imagesLast]]) };
  };

  it('are turned once, at the border', async () => {
    const copies = async (dataFormat: 'NCHW' | 'NHWC', layout: boolean) => {
      const { session, run } = await start(dataFormat, layout, 'javascript');
      await run();
      const { kernels } = session.describePlans().at(-1)!;
      session.close();
      return kernels.filter(({ label, flops }) => label.startsWith('elementwise') && flops === 0).length;
    };
    expect(await copies('NHWC', true)).toBe(0);
    expect(await copies('NCHW', true)).toBe(1);
    expect(await copies('NCHW', false)).toBeGreaterThan(4);
  });

  it.each(['javascript', 'webAssembly'] as const)('give what channels last give, in %s', async (kernels) => {
    const results = async (dataFormat: 'NCHW' | 'NHWC', layout: boolean) => {
      const { session, run } = await start(dataFormat, layout, kernels);
      const found = numbers(await run());
      session.close();
      return found;
    };
    const wanted = await results('NHWC', true);
    expectClose(await results('NCHW', true), wanted, 1e-5);
    expectClose(await results('NCHW', false), wanted, 1e-5);
  });
});

it('reductions keep the order of the axes that stay, also of those of size 1', async () => {
  const graph = new tf.Graph();
  const { feeds, fetches } = graph.asDefault(() => {
    const x = tf.placeholder('float32', [4, 16, 1, 128]);
    const filter = tf.placeholder('float32', [1, 3, 16, 16]);
    const m = tf.placeholder('float32', [4, 16, 1]);
    const e = tf.tanh(tf.sin(x).add(tf.exp(x)));
    const y = tf.nn.conv2d(e, filter, { strides: [1, 1, 1, 1], padding: 'SAME', dataFormat: 'NCHW' });
    const feeds = [x, filter, m].map((each, i): [tf.Tensor, tf.NdArray] => [
      each,
      noise(each.shape.asList() as number[], 0.3 + i),
    ]);
    return { feeds, fetches: [y, tf.reduceSum(e, [3]).add(m.mul(2))] };
  });
  const run = async (layout: boolean) => {
    using session = new tf.Session({ graph, config: { kernels: 'javascript', compiler: { layout, verify: true } } });
    return numbers(await session.run(fetches, feeds));
  };
  expectClose(await run(true), await run(false), 1e-6);
});

const shapeOf = (x: tf.Tensor) => x.shape.asList() as number[];
const pointwise = [tf.negative, tf.abs, tf.tanh, tf.sigmoid, tf.nn.relu];

function grow(c: Choices, pool: tf.Tensor[]): tf.Tensor {
  const x = c.of(pool);
  const rank = shapeOf(x).length;
  const axes = Array.from({ length: rank }, (_, axis) => axis);
  const order = axes.map((axis) => (axis + 1 + c.below(rank - 1)) % rank);
  const kinds = [
    () => c.of(pointwise)(x),
    () => c.of([tf.add, tf.subtract, tf.maximum])(x, c.of(pool.filter((y) => shapeOf(y).join() === shapeOf(x).join()))),
    () => tf.transpose(x, new Set(order).size === rank ? order : [...axes].reverse()),
    () => tf.transpose(x, [0, rank - 1, ...axes.slice(1, -1)]),
    () => tf.reduceMean(x, { axis: c.below(rank), keepDims: true }).add(x),
    () => tf.reduceMax(x, { axis: c.below(2) ? [c.below(rank)] : axes.slice(1), keepDims: true }).sub(x),
    () => tf.reverse(x, [c.below(rank)]),
    () =>
      tf.concat(
        [
          tf.slice(
            x,
            axes.map(() => 0),
            shapeOf(x).map((n, i) => (i === 1 ? 1 : n)),
          ),
          x,
        ],
        1,
      ),
    () => tf.where(tf.greater(x, 0), x, tf.square(x)),
    () => tf.reshape(x, [shapeOf(x)[0], -1, shapeOf(x)[1]]),
  ];
  const made = c.of(kinds)();
  return shapeOf(made).reduce((a, b) => a * b, 1) > 20_000 ? x : made;
}

describe('random graphs of turned tensors', () => {
  it.each([
    ['javascript', 60],
    ['webAssembly', 15],
  ] as const)('give the same with and without chosen layouts, in %s', { timeout: 60_000 }, async (kernels, numRuns) => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(1000), { minLength: 20, maxLength: 60 }), async (choices) => {
        const graph = new tf.Graph();
        const c = new Choices(choices);
        const { x, tensors } = graph.asDefault(() => {
          const input = tf.placeholder('float32', [9, 8, 7, 10]);
          const pool: tf.Tensor[] = [input];
          for (let i = 0; i < 12; i++) pool.push(grow(c, pool));
          return { x: input, tensors: pool.slice(-3) };
        });
        const feeds: [tf.Tensor, tf.NdArray][] = [[x, noise([9, 8, 7, 10], 0.37)]];
        using chosen = new tf.Session({ graph, config: { kernels, compiler: { verify: true } } });
        using plain = new tf.Session({ graph, config: { kernels, compiler: { layout: false, verify: true } } });
        expectClose(numbers(await chosen.run(tensors, feeds)), numbers(await plain.run(tensors, feeds)), 1e-5);
      }),
      { numRuns },
    );
  });
});
