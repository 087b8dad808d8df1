/**
 * Random graphs give the same numbers, bit for bit, whether compiled with every pass or with none, fetched all at once or
 * one operation at a time.
 */

import fc from 'fast-check';
import { expect, it } from 'vitest';
import * as tf from '../../engine/index.ts';
import { Choices } from './choices.ts';

const unary = [tf.negative, tf.abs, tf.square, tf.exp, tf.tanh, tf.sigmoid, tf.floor, tf.nn.relu, tf.nn.softplus];
const binary = [tf.add, tf.subtract, tf.multiply, tf.maximum, tf.minimum, tf.squaredDifference];

const shapeOf = (x: tf.Tensor) => x.shape.asList() as number[];
const constantLike = (c: Choices, shape: number[]) =>
  tf.constant(
    new tf.NdArray(
      'float32',
      shape,
      Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => c.below(19) / 8 - 1),
    ),
  );

function grow(c: Choices, pool: tf.Tensor[]): tf.Tensor {
  const x = c.of(pool);
  const shape = shapeOf(x);
  const rank = shape.length;
  const axis = c.below(rank);
  const kinds = [
    () => c.of(unary)(x),
    () => c.of(binary)(x, c.of(pool.filter((y) => shapeOf(y).join() === shape.join()))),
    // A row, a column or a scalar beside the whole.
    () =>
      c.of(binary)(
        x,
        constantLike(
          c,
          shape.map((n, i) => (c.below(2) || i === axis ? n : 1)),
        ),
      ),
    () => tf.reduceSum(x, { axis, keepDims: true }).add(x),
    () => tf.reduceMax(x, { axis: c.below(2) ? axis : null, keepDims: true }).mul(x),
    () =>
      tf.transpose(
        x,
        shape.map((_, i) => (i + 1) % rank),
      ),
    () => tf.reshape(x, [-1, c.of(shape)]),
    () => tf.concat([x, x], axis),
    () =>
      tf.slice(
        x,
        shape.map(() => 0),
        shape.map((n) => Math.max(1, n - 1)),
      ),
    () => tf.reverse(x, [axis]),
    () =>
      tf.pad(
        x,
        shape.map(() => [c.below(2), c.below(2)]),
      ),
    () =>
      tf.tile(
        x,
        shape.map((_, i) => (i === axis ? 2 : 1)),
      ),
    () => tf.gather(x, [0, shape[0] - 1, 0]),
    () => tf.nn.softmax(x),
    () => tf.where(tf.greater(x, 0), x, tf.negative(x)),
    () => (rank === 2 ? tf.matmul(x, x, { transposeB: c.below(2) === 0, transposeA: false }) : tf.exp(x)),
    () => tf.cumsum(x, { axis }),
  ];
  // matmul(x, x) fits only where the sizes do.
  const kind = c.of(kinds);
  try {
    const made = kind();
    return shapeOf(made).reduce((a, b) => a * b, 1) > 600 ? x : made;
  } catch (error) {
    if (error instanceof tf.errors.ShapeError) return x;
    throw error;
  }
}

// Every kernel in WebAssembly is compiled, which takes a millisecond.
it.each([
  ['javascript', 120],
  ['webAssembly', 15],
] as const)('are the same with all passes and with none, in %s', { timeout: 60_000 }, async (kernels, numRuns) => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(1000), { minLength: 12, maxLength: 60 }), async (numbers) => {
      const graph = new tf.Graph();
      const c = new Choices(numbers);
      const { x, tensors } = graph.asDefault(() => {
        const input = tf.placeholder('float32', [null, 4], { name: 'x' });
        input.setShape([3, 4]);
        const pool: tf.Tensor[] = [input, constantLike(c, [3, 4]), constantLike(c, [2, 3, 2])];
        for (let i = 0; i < 14; i++) pool.push(grow(c, pool));
        return { x: input, tensors: [...new Set(pool.slice(3))] };
      });
      // With the same form of kernels, as those differ in the last bits of functions and sums.
      using fused = new tf.Session({ graph, config: { kernels, compiler: { verify: true } } });
      using plain = new tf.Session({
        graph,
        config: {
          kernels,
          compiler: { share: false, simplify: false, fuse: false, layout: false, reuse: false, verify: true },
        },
      });
      const feeds: [tf.Tensor, tf.NdArray][] = [
        [
          x,
          new tf.NdArray(
            'float32',
            [3, 4],
            Float32Array.from({ length: 12 }, () => c.below(21) / 10 - 1),
          ),
        ],
      ];
      const together = await fused.run(tensors, feeds);
      for (const [i, tensor] of tensors.entries()) {
        const alone = await plain.run(tensor, feeds);
        const last = await fused.run(tensor, feeds);
        expect(data(together[i]), String(tensor)).toEqual(data(alone));
        expect(data(last), String(tensor)).toEqual(data(alone));
      }
    }),
    { numRuns },
  );
});

const data = (value: unknown) => (value instanceof tf.NdArray ? [value.shape, ...(value.data as Float32Array)] : value);
