/** Decompositions of random matrices of many sizes give back what they were made of, with factors that have their form. */

import { expect, it } from 'vitest';
import { NdArray } from '../../../../engine/graph/index.ts';
import * as tf from '../../../../engine/index.ts';

type Rows = number[][];

/** Uniform in [-1, 1), from a linear congruential generator. */
function random(rows: number, columns: number, seed: number): Rows {
  let state = seed + rows * 1000 + columns;
  return Array.from({ length: rows }, () =>
    Array.from({ length: columns }, () => {
      state = (state * 1664525 + 1013904223) % 2 ** 32;
      return state / 2 ** 31 - 1;
    }),
  );
}

const times = (a: Rows, b: Rows): Rows =>
  a.map((row) => (b[0] ?? []).map((_, j) => row.reduce((sum, x, k) => sum + x * b[k][j], 0)));
const turned = (a: Rows): Rows => (a[0] ?? []).map((_, j) => a.map((row) => row[j]));
const unit = (n: number): Rows => Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => +(i === j)));
const diagonal = (values: readonly number[]): Rows =>
  unit(values.length).map((row, i) => row.map((x) => x * values[i]));

function distance(a: Rows, b: Rows): number {
  expect([a.length, a[0]?.length]).toEqual([b.length, b[0]?.length]);
  return Math.max(0, ...a.flatMap((row, i) => row.map((x, j) => Math.abs(x - b[i][j]))));
}

async function run(build: (a: tf.Tensor<'float64'>) => readonly tf.Tensor[], a: Rows): Promise<Rows[]> {
  const graph = new tf.Graph();
  const outputs = graph.asDefault(() => build(tf.constant(a, { dtype: 'float64', shape: [a.length, a[0].length] })));
  using session = new tf.Session({ graph });
  const found = await session.run(outputs as tf.Tensor<'float64', 'array'>[]);
  return found.map((array) => array.toArray() as Rows);
}

const sizes = [
  [1, 1],
  [2, 2],
  [5, 5],
  [9, 4],
  [4, 9],
  [30, 30],
  [64, 20],
] as const;

it.each(sizes)('QR of [%i, %i]', async (m, n) => {
  const a = random(m, n, 1);
  for (const fullMatrices of [false, true]) {
    const [q, r] = await run((x) => Object.values(tf.qr(x, { fullMatrices })), a);
    expect(distance(times(q, r), a)).toBeLessThan(1e-13 * m);
    expect(distance(times(turned(q), q), unit(fullMatrices ? m : Math.min(m, n)))).toBeLessThan(1e-13);
    expect(r.every((row, i) => row.slice(0, i).every((x) => x === 0))).toBe(true);
  }
});

it.each(sizes)('singular values of [%i, %i]', async (m, n) => {
  const a = random(m, n, 2);
  const [[values], u, v] = await run((x) => {
    const [s, ...vectors] = tf.svd(x);
    return [tf.expandDims(s, 0), ...vectors];
  }, a);
  expect(distance(times(times(u, diagonal(values)), turned(v)), a)).toBeLessThan(1e-13 * (m + n));
  expect(distance(times(turned(u), u), unit(Math.min(m, n)))).toBeLessThan(1e-12);
  expect(distance(times(turned(v), v), unit(Math.min(m, n)))).toBeLessThan(1e-12);
  expect(values).toEqual(values.toSorted((x, y) => y - x));
  expect(values.at(-1)).toBeGreaterThanOrEqual(0);
});

it.each([1, 2, 5, 30, 60])('eigenvectors of a symmetric matrix of size %i', async (n) => {
  const half = random(n, n, 3);
  const a = half.map((row, i) => row.map((x, j) => x + half[j][i]));
  const [[values], v] = await run((x) => {
    const [e, vectors] = tf.selfAdjointEig(x);
    return [tf.expandDims(e, 0), vectors];
  }, a);
  expect(distance(times(a, v), times(v, diagonal(values)))).toBeLessThan(1e-13 * n);
  expect(distance(times(turned(v), v), unit(n))).toBeLessThan(1e-12);
  expect(values).toEqual(values.toSorted((x, y) => x - y));
});

it.each([1, 2, 7, 40])('inverse and Cholesky factor of size %i', async (n) => {
  const half = random(n, n, 4);
  const a = times(half, turned(half)).map((row, i) => row.map((x, j) => x + +(i === j)));
  const [inverse, factor] = await run((x) => [tf.matrixInverse(x), tf.cholesky(x)], a);
  expect(distance(times(inverse, a), unit(n))).toBeLessThan(1e-11);
  expect(distance(times(factor, turned(factor)), a)).toBeLessThan(1e-12);
});

it('decomposes matrices without full rank, and of very large and very small elements', async () => {
  const a = times(random(6, 2, 5), random(2, 4, 6));
  for (const scale of [1, 1e200, 1e-200]) {
    const scaled = a.map((row) => row.map((x) => x * scale));
    const [[values], u, v] = await run((x) => {
      const [s, ...vectors] = tf.svd(x, { fullMatrices: true });
      return [tf.expandDims(s, 0), ...vectors];
    }, scaled);
    expect(values[1] / scale).toBeGreaterThan(0.1);
    expect(values[2] / scale).toBeLessThan(1e-15);
    expect(distance(times(turned(u), u), unit(6))).toBeLessThan(1e-12);
    expect(distance(times(turned(v), v), unit(4))).toBeLessThan(1e-12);
  }
});

it('gives NaN as the singular values of what is not finite, and refuses its eigenvalues', async () => {
  const a = [
    [1, 2],
    [Number.NaN, 3],
  ];
  const [[values], u] = await run((x) => {
    const [s, ...vectors] = tf.svd(x);
    return [tf.expandDims(s, 0), ...vectors];
  }, a);
  expect([...values, ...u.flat()].every(Number.isNaN)).toBe(true);
  await expect(run((x) => [tf.selfAdjointEigvals(x)], a)).rejects.toThrow(
    'Self-adjoint eigen decomposition was not successful. The input might not be valid.',
  );
});

it('says what is wrong with matrices that cannot be decomposed or solved', async () => {
  const singular = [
    [1, 2],
    [2, 4],
  ];
  const column = new NdArray('float64', [2, 1], Float64Array.of(1, 1));
  await expect(run((x) => [tf.cholesky(x)], [[-1]])).rejects.toThrow(
    'Cholesky decomposition was not successful. The input might not be valid.',
  );
  await expect(
    run(
      (x) => [tf.matrixTriangularSolve(x, column)],
      [
        [0, 0],
        [1, 1],
      ],
    ),
  ).rejects.toThrow('Input matrix is not invertible.');
  await expect(
    run((x) => [tf.matrixSolveLs(tf.placeholderWithDefault(x, [null, null]), column)], singular),
  ).rejects.toThrow('Input matrix was rank deficient or ill-conditioned.');
});
