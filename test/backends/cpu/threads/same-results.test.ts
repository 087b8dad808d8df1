/** What several threads compute is, bit for bit, what one computes. */

import { afterAll, describe, expect, it } from 'vitest';
import { sizeOf } from '../../../../engine/graph/index.ts';
import {
  binary,
  literal,
  ProgramBuilder,
  type Reduction,
  unary,
  type Value,
  type Windows,
} from '../../../../engine/ops/kernel-language/index.ts';
import { feed, naivePlan } from '../../naive-plan.ts';
import { ownPool, runOn } from './own-pool.ts';

const RUNS = 8;
const pool = ownPool();
afterAll(() => pool.close());

/** In [-1, 1), and some that are no ordinary numbers. */
function noise(count: number): Float32Array<ArrayBuffer> {
  let state = 99;
  const data = Float32Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  });
  if (count > 100) data.set([Number.NaN, -0, Infinity, 1e-40], 50);
  return data;
}

/** The same bits in each of several runs on four threads, on two of them, and on one. */
function expectSame(b: ProgramBuilder, fetches: readonly Value[]): void {
  const plan = naivePlan(b, fetches);
  const feeds = plan.feeds.map(({ value }) => noise(sizeOf(plan.values[value].shape)));
  const bits = (threads: number) =>
    runOn(pool, plan, feeds, threads, RUNS).map((results) =>
      results.map((data) => Buffer.from((data as Float32Array<ArrayBuffer>).buffer)),
    );
  const [alone, two, four] = [1, 2, 4].map(bits);
  const differing = alone.flatMap((wanted, run) =>
    wanted.flatMap((bytes, i) => (bytes.equals(two[run][i]) && bytes.equals(four[run][i]) ? [] : [{ run, fetch: i }])),
  );
  expect(differing).toEqual([]);
}

const sizes = [1, 33, 4_097, 100_003, 300_000];
const matrices: readonly (readonly [number, number])[] = [
  [1, 200_000],
  [3, 70_001],
  [700, 300],
  [4_001, 33],
  [100_000, 3],
];

describe('four threads compute what one computes:', () => {
  it.each(sizes)('elementwise, over %d elements', (size) => {
    const b = new ProgramBuilder();
    const [x, y] = ['x', 'y'].map((name) => feed(b, name, 'float32', [size]));
    const outputs = b.mapMany([x, y], (p, q) => [
      binary('add', unary('tanh', p), unary('exp', binary('mul', p, q))),
      binary('max', p, literal(0, 'float32')),
    ]);
    expectSame(b, outputs);
  });

  it.each(matrices)('elementwise over rows, and transposes, of %d × %d', (rows, columns) => {
    const b = new ProgramBuilder();
    const x = feed(b, 'x', 'float32', [rows, columns]);
    const bias = feed(b, 'bias', 'float32', [columns]);
    expectSame(b, [b.map([x, bias], (p, q) => binary('add', p, q)), b.transpose(x, [1, 0])]);
  });

  it.each(matrices)('reductions of %d × %d, also those in parts', (rows, columns) => {
    const b = new ProgramBuilder();
    const x = feed(b, 'x', 'float32', [rows, columns]);
    const reductions: Reduction[] = ['sum', 'max'];
    expectSame(
      b,
      reductions.flatMap((reduction) => [[0], [1], [0, 1]].map((axes) => b.reduce(reduction, x, axes))),
    );
  });

  it.each([
    [1, 1, 1],
    [100, 784, 50],
    [257, 33, 129],
    [5, 3_000, 7],
    [400, 400, 400],
  ])('products %d × %d × %d', (m, k, n) => {
    const b = new ProgramBuilder();
    const x = feed(b, 'x', 'float32', [m, k]);
    const y = feed(b, 'y', 'float32', [k, n]);
    const output = b.value('float32', [m, n]);
    const columnSums = b.value('float32', [n]);
    const sides = { a: x.id, b: y.id, transposeA: false, transposeB: false };
    b.append({ kind: 'matmul', ...sides, output: output.id, epilogue: null, columnSums: columnSums.id });
    expectSame(b, [output, columnSums]);
  });

  it.each([1, 100, 4_099, 300_000])('%d random numbers', (count) => {
    const b = new ProgramBuilder();
    const output = b.value('float32', [count]);
    const seeds = { seed: 5, seed2: 6, state: 'draw', bounds: null };
    b.append({ kind: 'random', output: output.id, distribution: 'uniform', ...seeds });
    expectSame(b, [output]);
  });

  it.each([1, 5, 32])('pooling and its gradients, with %d channels', (channels) => {
    const b = new ProgramBuilder();
    const windows: Windows = { window: [3, 2], strides: [2, 2], padding: [1, 0, 0, 1] };
    const [shape, pooledShape] = [
      [8, 29, 31, channels],
      [8, 14, 16, channels],
    ];
    const input = feed(b, 'input', 'float32', shape);
    const gradient = feed(b, 'gradient', 'float32', pooledShape);
    const [largest, mean] = [b.value('float32', pooledShape), b.value('float32', pooledShape)];
    b.append({ kind: 'pool', output: largest.id, reduction: 'max', input: input.id, windows });
    b.append({ kind: 'pool', output: mean.id, reduction: 'average', input: input.id, windows });
    const [toLargest, toMean] = [b.value('float32', shape), b.value('float32', shape)];
    const common = { input: input.id, pooled: largest.id, gradient: gradient.id, windows };
    b.append({ kind: 'maxPoolGrad', to: 'first', output: toLargest.id, ...common });
    b.append({ kind: 'averagePoolGrad', output: toMean.id, gradient: gradient.id, windows });
    expectSame(b, [largest, mean, toLargest, toMean]);
  });

  it('many small kernels after one another, each of which needs the one before', () => {
    const b = new ProgramBuilder();
    let x = feed(b, 'x', 'float32', [40, 700]);
    for (let i = 0; i < 60; i++) {
      const total = b.reduce('sum', x, [i % 2], true);
      x = b.map([x, total], (p, q) => binary('sub', binary('mul', p, literal(0.5, 'float32')), unary('tanh', q)));
    }
    expectSame(b, [x]);
  });
});
