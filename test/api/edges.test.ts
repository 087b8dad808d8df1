/** What the functions compute at the edges of their domains, and on parts of matrices, as TensorFlow does. */

import { describe, expect, it } from 'vitest';
import * as tf from '../../engine/index.ts';
import { op } from '../../engine/ops/index.ts';
import { runAll } from './run-all.ts';

describe('where formulas end, as TensorFlow says', () => {
  const doubles = (...values: number[]) => tf.constant(values, 'float64');

  it('the zeta function has poles, and no value where its sum does not converge', async () => {
    const results = await runAll(() => ({
      fetches: [op('Zeta', [doubles(1, 0.5, -3, 2, 3, 2.5, 2, 2), doubles(2, 2, 2, 0, -1, -0.5, Infinity, -0.5)])],
    }));
    // ζ(2, -1/2) = π²/2 + 4.
    const known = Math.PI ** 2 / 2 + 4;
    const [found] = results as [number[]];
    expect(found.slice(0, -1)).toEqual([Infinity, NaN, NaN, Infinity, NaN, NaN, 0]);
    expect(found.at(-1)).toBeCloseTo(known, 10);
  });

  // Numbers of TensorFlow 2.21 on the CPU.
  it.each([
    ['float64', 1e-13],
    ['float32', 1e-6],
  ] as const)('the zeta function of large numbers is its first term or nothing, in %s', async (dtype, error) => {
    const cases = [
      [1e30, 3, 0],
      [1e30, 1, 1],
      [1e30, 0.5, Infinity],
      [1e30, -2.5, Infinity],
      [1e30, 1e30, 0],
      [Infinity, 3, 0],
      [Infinity, 1, 1],
      [Infinity, -3, Infinity],
      [Infinity, NaN, NaN],
      [NaN, Infinity, NaN],
      [1.5, 1e21, 6.32455532033676e-11],
      [1.5, 1e6, 0.002000000500000125],
      [150, 1.5, 3.857546249231124e-27],
    ];
    const [xs, qs, expected] = [0, 1, 2].map((column) => cases.map((row) => row[column]));
    for (const kernels of ['javascript', 'webAssembly'] as const) {
      const [found] = (await runAll(() => ({
        fetches: [op('Zeta', [tf.constant(xs, dtype), tf.constant(qs, dtype)])],
        config: { kernels },
      }))) as [number[]];
      expected.forEach((value, i) => {
        if (!Number.isFinite(value) || value === 0) expect(found[i]).toBe(value);
        else expect(Math.abs(found[i] / value - 1)).toBeLessThan(error);
      });
    }
  });

  it('derivatives of lgamma of enormous order are infinite up to 1, and no number beyond', async () => {
    const results = await runAll(() => ({
      fetches: [op('Polygamma', [doubles(200, 1e21, Infinity, 1e21), doubles(1, 1, 0.5, 2)])],
    }));
    expect(results).toEqual([[-Infinity, Infinity, Infinity, NaN]]);
  });

  it('derivatives of lgamma are of natural order', async () => {
    const [[half, negative, pole, far, first]] = (await runAll(() => ({
      fetches: [op('Polygamma', [doubles(0.5, -1, 1, 1, 1), doubles(1, 1, -2, Infinity, 1)])],
    }))) as [number[]];
    expect([half, negative, pole, far]).toEqual([NaN, NaN, Infinity, 0]);
    expect(first).toBeCloseTo(Math.PI ** 2 / 6, 10);
  });

  it.each([
    ['SqrtGrad', 0],
    ['RsqrtGrad', Infinity],
    ['ReciprocalGrad', Infinity],
    ['InvGrad', Infinity],
  ])('no gradient flows through %s where none comes, not even past infinity', async (type, y) => {
    const results = await runAll(() => ({ fetches: [op(type, [doubles(y, 2), doubles(0, 0)])] }));
    expect(results).toEqual([[0, 0]]);
  });
});

describe('the gradient of the largest of a volume', () => {
  // Numbers of TensorFlow 2.21 on the CPU.
  it.each(['javascript', 'webAssembly'] as const)('goes whole to each of equal elements, in %s', async (kernels) => {
    const volume = [1, 1, 0, 1, 2, 2, 2, 0, 2, 0, 1, 1];
    const gradientOf = (ksize: number[], padding: 'SAME' | 'VALID') => {
      const x = tf.constant(volume, { dtype: 'float32', shape: [1, 3, 2, 2, 1] });
      const attributes = { ksize: [1, ...ksize, 1], strides: [1, 1, 1, 1, 1], padding };
      const y = op('MaxPool3D', [x], attributes);
      const count = (ksize[1] === 2 && padding === 'VALID' ? 1 : 4) * (padding === 'VALID' ? 2 : 3);
      const gradient = tf.reshape(tf.range(1, count + 1, 1, { dtype: 'float32' }), tf.shape(y));
      return tf.reshape(op('MaxPool3DGrad', [x, y, gradient], attributes), [-1]);
    };
    const found = await runAll(() => ({
      fetches: [gradientOf([2, 2, 2], 'VALID'), gradientOf([2, 2, 2], 'SAME'), gradientOf([2, 1, 1], 'VALID')],
      config: { kernels },
    }));
    expect(found).toEqual([
      [0, 0, 0, 0, 3, 3, 3, 0, 2, 0, 0, 0],
      [0, 0, 0, 4, 6, 14, 16, 0, 14, 0, 11, 41],
      [0, 0, 0, 4, 6, 8, 10, 0, 5, 0, 0, 8],
    ]);
  });
});

describe('parts of matrices', () => {
  it('are cut out and put in', async () => {
    const results = await runAll(() => {
      const x = tf.constant([
        [1, 2, 3],
        [4, 5, 6],
      ]);
      return {
        fetches: [
          tf.eye(2, 3, { dtype: 'int32' }),
          tf.eye(2, { batchShape: [1] }),
          tf.matrixDiag([1, 2]),
          tf.matrixDiagPart(x),
          tf.matrixSetDiag(tf.transpose(x), [8, 9]),
          tf.matrixBandPart(x, 0, -1),
          tf.matrixBandPart(x, 0, 1),
          tf.gradients(tf.matrixDiagPart(x).mul([5, 7]), [x])[0] as tf.Tensor,
        ],
      };
    });
    expect(results).toEqual([
      [
        [1, 0, 0],
        [0, 1, 0],
      ],
      [
        [
          [1, 0],
          [0, 1],
        ],
      ],
      [
        [1, 0],
        [0, 2],
      ],
      [1, 5],
      [
        [8, 4],
        [2, 9],
        [3, 6],
      ],
      [
        [1, 2, 3],
        [0, 5, 6],
      ],
      [
        [1, 2, 0],
        [0, 5, 6],
      ],
      [
        [5, 0, 0],
        [0, 7, 0],
      ],
    ]);
  });
});
