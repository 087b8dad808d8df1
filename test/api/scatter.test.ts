/** Updates of parts of a variable, with the values that TensorFlow gives. */

import { describe, expect, it } from 'vitest';
import * as tf from '../../engine/index.ts';
import { runAll } from './run-all.ts';

const rows = () =>
  new tf.Variable([
    [1, 2],
    [3, 4],
    [5, 6],
  ]);

/** What one update leaves of the rows [1, 2], [3, 4], [5, 6]. */
async function after(update: (v: tf.Variable) => tf.Tensor): Promise<unknown> {
  const [result] = await runAll(() => ({ fetches: [update(rows()) as tf.Tensor] }));
  return result;
}

describe('scatterDiv', () => {
  it('divides slices, one after the other', async () => {
    const twice = (v: tf.Variable) =>
      tf.scatterDiv(
        v,
        [0, 0, 2],
        [
          [2, 4],
          [2, 1],
          [4, 5],
        ],
      );
    expect(await after(twice)).toEqual([
      [0.25, 0.5],
      [3, 4],
      [1.25, Math.fround(1.2)],
    ]);
    expect(await after((v) => tf.scatterDiv(v, [1], 2))).toEqual([
      [1, 2],
      [1.5, 2],
      [5, 6],
    ]);
  });

  it('rounds quotients of integers towards zero, and refuses to divide them by zero', async () => {
    const quotients = (divisors: number[]) =>
      runAll(() => {
        const v = new tf.Variable(tf.constant([-7, 7, 9], 'int32'));
        return { fetches: [tf.scatterDiv(v, [0, 1, 2], tf.constant(divisors, 'int32'))] };
      });
    expect(await quotients([2, -2, 4])).toEqual([[-3, -3, 2]]);
    await expect(quotients([2, 0, 4])).rejects.toThrow('division by zero');
  });
});

describe('updates at coordinates', () => {
  const places = [
    [2, 1],
    [0, 0],
    [2, 1],
  ];

  it('replace elements, the last of several at one place, or add to and subtract from them', async () => {
    expect(await after((v) => tf.scatterNdUpdate(v, places, [10, 20, 30]))).toEqual([
      [20, 2],
      [3, 4],
      [5, 30],
    ]);
    expect(await after((v) => tf.scatterNdAdd(v, places, [10, 20, 30]))).toEqual([
      [21, 2],
      [3, 4],
      [5, 46],
    ]);
    expect(await after((v) => tf.scatterNdSub(v, places, [10, 20, 30]))).toEqual([
      [-19, 2],
      [3, 4],
      [5, -34],
    ]);
  });

  it('take whole slices where the coordinates are shorter', async () => {
    const slices = [
      [10, 20],
      [30, 40],
    ];
    expect(await after((v) => tf.scatterNdUpdate(v, [[2], [0]], slices))).toEqual([
      [30, 40],
      [3, 4],
      [10, 20],
    ]);
    expect(await after((v) => tf.scatterNdAdd(v, [[2], [0]], slices))).toEqual([
      [31, 42],
      [3, 4],
      [15, 26],
    ]);
    expect(await after((v) => tf.scatterNdSub(v, [[2], [0]], slices))).toEqual([
      [-29, -38],
      [3, 4],
      [-5, -14],
    ]);
  });

  it('take coordinates of any shape, int64 too', async () => {
    const moved = (v: tf.Variable) => tf.scatterNdAdd(v, tf.constant([[[1, 0]], [[0, 1]]], 'int64'), [[7], [9]]);
    expect(await after(moved)).toEqual([
      [1, 11],
      [10, 4],
      [5, 6],
    ]);
  });

  it('refuse coordinates outside when they run', async () => {
    await expect(after((v) => tf.scatterNdAdd(v, [[3]], [[1, 2]]))).rejects.toThrow('indices[0] = 3 is not in [0, 3)');
    await expect(after((v) => tf.scatterNdSub(v, [[0, 2]], [1]))).rejects.toThrow(
      'indices[0] = [0, 2] does not index into param shape [3,2]',
    );
  });

  it('refuse what does not fit when they are built', () => {
    const build = (indices: tf.TensorLike, updates: number[] | number[][]) => () =>
      new tf.Graph().asDefault(() => tf.scatterNdUpdate(rows(), indices, updates));
    const matrix = (height: number, width: number) => Array.from({ length: height }, () => new Array(width).fill(1));
    expect(build(0, [1, 2])).toThrow('Shape must be at least rank 1 but is rank 0');
    expect(build([[0, 0, 0]], [1])).toThrow('indices.shape[-1] must be <= params.rank');
    expect(build([[0], [1]], matrix(3, 2))).toThrow(
      'The outer 1 dimensions of indices.shape=[2,1] must match the outer 1 dimensions of updates.shape=[3,2]',
    );
    expect(build([[0], [1]], matrix(2, 3))).toThrow(
      'The inner 1 dimensions of input.shape=[3,2] must match the inner 1 dimensions of updates.shape=[2,3]',
    );
  });
});

describe('tf.scatterNd', () => {
  const scattered = async (updates: tf.TensorLike) => {
    using session = new tf.Session({ graph: new tf.Graph() });
    const made = session.graph.asDefault(() => tf.scatterNd([[0], [1], [0], [1]], updates, [3]));
    return (await session.run(made)) as tf.NdArray;
  };

  it('puts together what falls on one place: sums, true where any is, texts one after the other', async () => {
    expect((await scattered([1, 2, 3, 4])).toArray()).toEqual([4, 6, 0]);
    expect((await scattered([true, false, true, false])).toArray()).toEqual([true, false, false]);
    expect((await scattered(['a', 'b', 'c', 'd'])).toArray()).toEqual(['ac', 'bd', '']);
  });
});
