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
