/** Distinct elements, confusion matrices and histograms, with the values that TensorFlow gives. */

import { describe, expect, it } from 'vitest';
import * as tf from '../../engine/index.ts';
import type { Fetches } from '../../engine/session/index.ts';
import { runAll } from './run-all.ts';

/** Fetched together. */
async function run(build: () => Fetches[]): Promise<unknown> {
  const [results] = await runAll(() => ({ fetches: [build() as Fetches] }));
  return results;
}

/** A tensor of which nothing is known before a run. */
const open = (values: number[]) => tf.placeholderWithDefault(tf.constant(values, 'int32'), [null]);

describe('uniqueWithCounts', () => {
  it('tells the distinct elements, where they are and how many', async () => {
    const parts = ({ y, idx, count }: ReturnType<typeof tf.uniqueWithCounts>) => [y, idx, count];
    expect(await run(() => parts(tf.uniqueWithCounts([1, 1, 2, 4, 4, 4, 7, 8, 8])))).toEqual([
      [1, 2, 4, 7, 8],
      [0, 0, 1, 2, 2, 2, 3, 4, 4],
      [2, 1, 3, 1, 2],
    ]);
    expect(await run(() => parts(tf.uniqueWithCounts([1.5, 1, 1.5], 'int64')))).toEqual([
      [1.5, 1],
      [0, 1, 0],
      [2, 1],
    ]);
    expect(await run(() => parts(tf.uniqueWithCounts(['b', 'a', 'b'])))).toEqual([
      ['b', 'a'],
      [0, 1, 0],
      [2, 1],
    ]);
  });

  it('may be asked for the counts alone, in a later stage too', async () => {
    expect(await run(() => [tf.reduceMax(tf.uniqueWithCounts([3, 3, 1]).count).add(1)])).toEqual([3]);
  });
});

describe('confusionMatrix', () => {
  it('counts pairs of labels and predictions', async () => {
    expect(await run(() => [tf.confusionMatrix([1, 2, 4], [2, 2, 4])])).toEqual([
      [
        [0, 0, 0, 0, 0],
        [0, 0, 1, 0, 0],
        [0, 0, 1, 0, 0],
        [0, 0, 0, 0, 0],
        [0, 0, 0, 0, 1],
      ],
    ]);
    expect(
      await run(() => [tf.confusionMatrix([1, 2, 2], [2, 2, 0], 3, { dtype: 'float32', weights: [0.5, 2, 3] })]),
    ).toEqual([
      [
        [0, 0, 0],
        [0, 0, 0.5],
        [3, 0, 2],
      ],
    ]);
    expect(await run(() => [tf.confusionMatrix([[1], [2]], [2, 2], 3)])).toEqual([
      [
        [0, 0, 0],
        [0, 0, 1],
        [0, 0, 1],
      ],
    ]);
  });

  it('has a known shape where the number of classes is known', () => {
    const shapeOf = (count?: number) =>
      new tf.Graph().asDefault(() => tf.confusionMatrix(tf.placeholder('int32', [null]), [1, 2], count)).shape;
    expect(shapeOf(3).known).toEqual([3, 3]);
    expect(shapeOf().rank).toBe(2);
  });

  it('refuses numbers that are no classes', async () => {
    const attempt = (labels: number[], predictions: number[]) =>
      run(() => [tf.confusionMatrix(open(labels), open(predictions), 3)]);
    await expect(attempt([-1, 2], [2, 2])).rejects.toThrow('`labels` contains negative values');
    await expect(attempt([1, 2], [2, -2])).rejects.toThrow('`predictions` contains negative values');
    await expect(attempt([1, 3], [2, 2])).rejects.toThrow('`labels` out of bound');
    await expect(attempt([2, 2], [1, 3])).rejects.toThrow('`predictions` out of bound');
    await expect(run(() => [tf.confusionMatrix([1, 2], [2, 2], { weights: [1, 2, 3] })])).rejects.toThrow(
      'Shapes (2,) and (3,) are incompatible.',
    );
    await expect(run(() => [tf.confusionMatrix([1, 2], [2, 2, 1], 3)])).rejects.toThrow(
      'Dimension 0 in both shapes must be equal, but are 2 and 3',
    );
  });
});

describe('histogramFixedWidth', () => {
  it('counts what is outside to the outer parts', async () => {
    const values = [-1, 0, 1.5, 2, 5, 15];
    expect(await run(() => [tf.histogramFixedWidth(values, [0, 5], 5)])).toEqual([[2, 1, 1, 0, 2]]);
    const [hundred] = (await run(() => [tf.histogramFixedWidth(values, [0, 5])])) as number[][];
    expect(hundred).toHaveLength(100);
    expect([...hundred.keys()].filter((i) => hundred[i] > 0)).toEqual([0, 30, 40, 99]);
  });

  it('counts integers of any shape, as int64 too', async () => {
    const matrix = [
      [1, 2],
      [3, 9],
    ];
    const of = (dtype: 'int32' | 'int64') =>
      run(() => [tf.histogramFixedWidth(tf.constant(matrix, dtype), [0, 10], 4, 'int64')]);
    expect(await of('int32')).toEqual([[2, 1, 0, 1]]);
    expect(await of('int64')).toEqual([[2, 1, 0, 1]]);
  });

  it('refuses empty ranges, NaN and no parts', async () => {
    const attempt = (values: number[], range: number[], nbins: number) =>
      run(() => [tf.histogramFixedWidth(values, range, nbins)]);
    await expect(attempt([1], [5, 5], 4)).rejects.toThrow(
      "value_range should satisfy value_range[0] < value_range[1], but got '[5, 5]'",
    );
    await expect(attempt([Number.NaN], [0, 5], 4)).rejects.toThrow('Histogram values must not contain NaN');
    await expect(attempt([1], [0, 5], 0)).rejects.toThrow('Requires nbins > 0: 0');
    await expect(attempt([1], [0, 5, 3], 2)).rejects.toThrow('Dimension must be 2 but is 3');
    expect(await attempt([Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY], [0, 5], 2)).toEqual([[1, 1]]);
  });
});

describe('bincount', () => {
  it('counts each integer up to the largest, or within the lengths asked for', async () => {
    const counts = () => [
      tf.bincount([1, 1, 2, 5]),
      tf.bincount([1, 1, 2, 5], { minlength: 8 }),
      tf.bincount([1, 1, 2, 5], { maxlength: 3 }),
      tf.bincount(
        [
          [1, 1],
          [2, 5],
        ],
        { dtype: 'int64' },
      ),
      tf.bincount(tf.zeros([0], 'int32')),
    ];
    expect(await run(counts)).toEqual([
      [0, 2, 1, 0, 0, 1],
      [0, 2, 1, 0, 0, 1, 0, 0],
      [0, 2, 1],
      [0, 2, 1, 0, 0, 1],
      [],
    ]);
  });

  it('sums weights, and gives them a gradient', async () => {
    const sums = () => {
      const weights = tf.constant([0.5, 1, 2, 3]);
      const whole = tf.bincount([1, 1, 2, 5], weights);
      const cut = tf.bincount([1, 1, 2, 5], { weights, maxlength: 3 });
      return [whole, cut, tf.gradients(tf.square(cut), [weights])[0] as tf.Tensor];
    };
    expect(await run(sums)).toEqual([
      [0, 1.5, 2, 0, 0, 3],
      [0, 1.5, 2],
      [3, 3, 4, 0],
    ]);
  });

  it('refuses negative integers', async () => {
    await expect(run(() => [tf.bincount([1, -1, 2])])).rejects.toThrow('Input arr must be non-negative!');
  });
});
