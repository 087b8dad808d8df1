/** Reductions over segments, with the values that TensorFlow gives. */

import { describe, expect, it } from 'vitest';
import * as tf from '../../engine/index.ts';
import type { Fetches } from '../../engine/session/index.ts';
import { runAll } from './run-all.ts';

const rows = [
  [1, 2],
  [3, 4],
  [5, -6],
  [7, 8],
];
const sorted = [tf.segmentSum, tf.segmentMean, tf.segmentMax, tf.segmentMin, tf.segmentProd];
const unsorted = [
  tf.unsortedSegmentSum,
  tf.unsortedSegmentMax,
  tf.unsortedSegmentMin,
  tf.unsortedSegmentProd,
  tf.unsortedSegmentMean,
  tf.unsortedSegmentSqrtN,
];

/** Fetched together. */
async function run(build: () => Fetches[]): Promise<unknown> {
  const [results] = await runAll(() => ({ fetches: [build() as Fetches] }));
  return results;
}

describe('sorted segments', () => {
  it('are reduced; ids that are left out hold zeros, and ones in products', async () => {
    expect(await run(() => sorted.map((f) => f(rows, [0, 0, 2, 2])))).toEqual(
      [
        [4, 6, 12, 2],
        [2, 3, 6, 1],
        [3, 4, 7, 8],
        [1, 2, 5, -6],
        [3, 8, 35, -48],
      ].map(([a, b, c, d], i) => [[a, b], i === 4 ? [1, 1] : [0, 0], [c, d]]),
    );
    expect(await run(() => [tf.segmentSum(rows, [2, 2, 2, 4]), tf.segmentProd(rows, [2, 2, 2, 4])])).toEqual([
      [
        [0, 0],
        [0, 0],
        [9, 0],
        [0, 0],
        [7, 8],
      ],
      [
        [1, 1],
        [1, 1],
        [15, -48],
        [1, 1],
        [7, 8],
      ],
    ]);
  });

  it('of integers wrap, and their means are cut', async () => {
    const of = (values: number[], dtype: 'int32' | 'uint8') =>
      run(() => sorted.map((f) => f(tf.constant(values, dtype), [0, 0, 1])));
    expect(await of([7, -8, 5], 'int32')).toEqual([
      [-1, 5],
      [0, 5],
      [7, 5],
      [-8, 5],
      [-56, 5],
    ]);
    expect(await of([200, 100, 7], 'uint8')).toEqual([
      [44, 7],
      [22, 7],
      [200, 7],
      [100, 7],
      [32, 7],
    ]);
    const big = () => sorted.map((f) => f(tf.constant([2n ** 40n, 3n, 5n], 'int64'), tf.constant([0, 0, 1], 'int64')));
    expect(await run(big)).toEqual([
      [1099511627779, 5],
      [549755813889, 5],
      [1099511627776, 5],
      [3, 5],
      [3298534883328, 5],
    ]);
  });

  it('have a size that only a run tells, and one before it where the ids are constant', async () => {
    const graph = new tf.Graph();
    const { ids, sum, twice, still } = graph.asDefault(() => {
      const ids = tf.placeholder('int32', [null]);
      const sum = tf.segmentSum(tf.placeholderWithDefault(rows, [null, 2]), ids);
      return { ids, sum, twice: tf.concat([sum, sum.mul(10)], 0), still: tf.segmentSum(rows, [0, 0, 0, 4]) };
    });
    expect(sum.shape.rank).toBe(2);
    expect(still.shape.toSymbolic()).toBe('[5, 2]');
    using session = new tf.Session({ graph });
    for (const [fed, size] of [
      [[0, 0, 1, 1], 4],
      [[0, 1, 1, 3], 8],
      [[0, 0, 0, 0], 2],
    ] as const) {
      const result = await session.run(twice, [[ids, fed]]);
      expect((result as unknown as tf.NdArray).shape).toEqual([size, 2]);
    }
    expect(await run(() => [tf.segmentSum(tf.zeros([0, 3]), tf.zeros([0], 'int32'))])).toEqual([[]]);
  });

  it('must be in order when they run, and as many as there are rows when they are built', async () => {
    const attempt = (ids: number[]) =>
      run(() => [tf.segmentSum(rows, tf.placeholderWithDefault(tf.constant(ids, 'int32'), [null]))]);
    await expect(attempt([0, 2, 1, 2])).rejects.toThrow('segment ids are not increasing');
    await expect(attempt([-2, -2, -1, -1])).rejects.toThrow('segment ids must be >= 0');
    await expect(attempt([-1, 0, 1, 2])).rejects.toThrow(
      "Segment id -1 out of range [0, 3), possibly because 'segment_ids' input is not sorted.",
    );
    await expect(attempt([0, 1])).rejects.toThrow('segment_ids should be the same size as dimension 0 of input.');
    await expect(run(() => [tf.segmentMax(rows, [0, 2, 1, 2])])).rejects.toThrow('segment ids are not increasing');
    await expect(run(() => [tf.segmentMax(rows, [[0, 1]])])).rejects.toThrow('Shape must be rank 1 but is rank 2');
    await expect(run(() => [tf.segmentMax(1, [0])])).rejects.toThrow('Shape must be at least rank 1 but is rank 0');
  });

  it('give each element its part of the gradient, ties an equal one', async () => {
    const gradient = (f: (typeof sorted)[number]) => {
      const x = tf.constant([1, 2, 2, 5, 5]);
      return tf.gradients(f(x, [0, 0, 0, 1, 1]), [x], { gradYs: [[1, 2]] })[0] as tf.Tensor;
    };
    const third = Math.fround(1 / 3);
    expect(await run(() => sorted.map(gradient))).toEqual([
      [1, 1, 1, 2, 2],
      [third, third, third, 1, 1],
      [0, 0.5, 0.5, 1, 1],
      [1, 0, 0, 1, 1],
      [4, 2, 2, 10, 10],
    ]);
  });
});

describe('unsorted segments', () => {
  const [lowest, highest] = [-3.4028234663852886e38, 3.4028234663852886e38];

  it('are reduced without the rows of negative ids; ids without rows hold what changes nothing', async () => {
    expect(await run(() => unsorted.map((f) => f(rows, [2, 0, 2, -1], 4)))).toEqual(
      [
        [0, 6, -4],
        [lowest, 5, 2],
        [highest, 1, -6],
        [1, 5, -12],
        [0, 3, -2],
        [0, Math.fround(4.242640972137451), Math.fround(-2.8284270763397217)],
      ].map(([none, a, b]) => [
        [3, 4],
        [none, none],
        [a, b],
        [none, none],
      ]),
    );
  });

  it('take ids of several axes', async () => {
    const ids = [
      [0, 1],
      [1, 0],
      [1, -1],
      [0, 0],
    ];
    expect(await run(() => unsorted.slice(0, 5).map((f) => f(rows, ids, 2)))).toEqual([
      [20, 10],
      [8, 5],
      [1, 2],
      [224, 30],
      [5, Math.fround(3.3333332538604736)],
    ]);
  });

  it('hold the bounds of their own type', async () => {
    const of = (values: tf.TensorLike) => run(() => unsorted.slice(0, 4).map((f) => f(values, [0, 0, 1], 3)));
    expect(await of(new tf.NdArray('uint8', [3], Uint8Array.of(200, 100, 7)))).toEqual([
      [44, 7, 0],
      [200, 7, 0],
      [100, 7, 255],
      [32, 7, 1],
    ]);
    expect(await of(new tf.NdArray('int32', [3], Int32Array.of(2, 3, 5)))).toEqual([
      [5, 5, 0],
      [3, 5, -2147483648],
      [2, 5, 2147483647],
      [6, 5, 1],
    ]);
    expect(await of(new tf.NdArray('int64', [3], BigInt64Array.of(2n ** 40n, 3n, 5n)))).toEqual([
      [1099511627779, 5, 0],
      [1099511627776, 5, -9223372036854775808n],
      [3, 5, 9223372036854775807n],
      [3298534883328, 5, 1],
    ]);
    expect(await of(new tf.NdArray('float64', [3], Float64Array.of(2, 3, 5)))).toEqual([
      [5, 5, 0],
      [3, 5, -1.7976931348623157e308],
      [2, 5, 1.7976931348623157e308],
      [6, 5, 1],
    ]);
    expect(await run(() => [tf.unsortedSegmentMean(tf.constant([7, -8, 5], 'int32'), [0, 0, 2], 3)])).toEqual([
      [-0.5, 0, 5],
    ]);
  });

  it('refuse ids beyond their number', async () => {
    await expect(run(() => [tf.unsortedSegmentMax([1, 2], [0, 3], 3)])).rejects.toThrow('[1] = 3 is not in [0, 3)');
    await expect(run(() => [tf.unsortedSegmentMin([1, 2], [0, 3, 1], 3)])).rejects.toThrow('does not start with');
    await expect(run(() => [tf.unsortedSegmentProd([1, 2], [0, 3], -1)])).rejects.toThrow('num_segments must be >= 0');
  });

  it('give each element its part of the gradient, and zeros of a product what the others multiply to', async () => {
    const gradient = (f: (typeof unsorted)[number]) => {
      const x = tf.constant([
        [1, 2],
        [1, 0],
        [5, -6],
        [7, 0],
        [9, 9],
      ]);
      const gradYs = [
        [1, 2],
        [3, 4],
        [5, 6],
      ];
      return tf.gradients(f(x, [1, 1, 0, 1, -1], 3), [x], { gradYs: [gradYs] })[0] as tf.Tensor;
    };
    expect(await run(() => unsorted.slice(0, 4).map(gradient))).toEqual([
      [
        [3, 4],
        [3, 4],
        [1, 2],
        [3, 4],
        [0, 0],
      ],
      [
        [0, 4],
        [0, 0],
        [1, 2],
        [3, 0],
        [0, 0],
      ],
      [
        [1.5, 0],
        [1.5, 2],
        [1, 2],
        [0, 2],
        [0, 0],
      ],
      [
        [21, 0],
        [21, 0],
        [1, 2],
        [3, 0],
        [0, -0],
      ],
    ]);
  });
});
