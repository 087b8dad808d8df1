/** Rows sorted by number, put together, checked and repeated, in runs. */

import { beforeEach, describe, expect, it } from 'vitest';
import { DTypeError } from '../../engine/graph/index.ts';
import * as tf from '../../engine/index.ts';

beforeEach(() => tf.resetDefaultGraph());

describe('dynamicPartition', () => {
  it('goes back together with dynamicStitch, whatever the numbers of a run are', async () => {
    const data = tf.placeholder('float32', [null, 2]);
    const numbers = tf.placeholder('int32', [null]);
    const places = tf.dynamicPartition(tf.range(tf.shape(numbers).gather(0)), numbers, 3);
    const parts = tf.dynamicPartition(data, numbers, 3);
    const whole = tf.dynamicStitch(
      places,
      parts.map((part, i) => tf.multiply(part, i + 1)),
    );
    using sess = new tf.Session();
    const rows = [
      [1, 2],
      [3, 4],
      [5, 6],
    ];
    const run = (list: number[]) =>
      sess.run(whole, [
        [data, rows.slice(0, list.length)],
        [numbers, list],
      ]);
    expect((await run([0, 1, 2])).toArray()).toEqual([
      [1, 2],
      [6, 8],
      [15, 18],
    ]);
    expect((await run([2, 0, 0])).toArray()).toEqual([
      [3, 6],
      [3, 4],
      [5, 6],
    ]);
    expect((await run([1, 1])).toArray()).toEqual([
      [2, 4],
      [6, 8],
    ]);
  });

  it('says which number is outside', async () => {
    const numbers = tf.placeholder('int32', [2, 2]);
    const parts = tf.dynamicPartition(tf.ones([2, 2]), numbers, 2);
    using sess = new tf.Session();
    const fed = sess.run(parts, [
      [
        numbers,
        [
          [0, 1],
          [2, 0],
        ],
      ],
    ]);
    await expect(fed).rejects.toThrow('partitions[1,0] = 2 is not in [0, 2)');
  });

  it('needs a number of parts', () => {
    expect(() => tf.dynamicPartition([1], [0], 0)).toThrow('at least 1');
    expect(() => tf.dynamicStitch([[0]], [])).toThrow('two lists of the same length');
  });
});

describe('dynamicStitch', () => {
  it('refuses a negative place', async () => {
    const places = tf.placeholder('int32', [1]);
    using sess = new tf.Session();
    await expect(sess.run(tf.dynamicStitch([places], [[1]]), [[places, [-1]]])).rejects.toThrow(
      'indices[0] is out of range',
    );
  });
});

describe('dynamicStitch with places far apart', () => {
  it('is built at once and knows its size', () => {
    const start = performance.now();
    const merged = tf.dynamicStitch([tf.constant([100_000_000], { dtype: 'int32' })], [tf.constant([1], 'int32')]);
    expect(performance.now() - start).toBeLessThan(1000);
    expect(merged.shape.dims).toEqual([100_000_001]);
  });
  it('gives no value to a place below zero', () => {
    const merged = tf.dynamicStitch([tf.constant([0, -1], { dtype: 'int32' })], [tf.constant([2, 3], 'int32')]);
    expect(tf.reshape(tf.placeholder('float32'), merged).shape.rank).toBe(null);
  });
  it('gives the rows to a shape', () => {
    const merged = tf.dynamicStitch([[1], [0]], [tf.constant([4], 'int32'), tf.constant([3], 'int32')]);
    expect(tf.zeros(merged).shape.dims).toEqual([3, 4]);
  });
});

describe('ensureShape', () => {
  it('adds to what is known, and hands it on', () => {
    const x = tf.placeholder('float32', [null, 3]);
    expect(String(tf.ensureShape(x, [2, null]).shape)).toBe('(2, 3)');
    expect(() => tf.ensureShape(x, [2, 4])).toThrow('Dimension 1 in both shapes must be equal, but are 3 and 4');
  });

  it('says in a run what does not fit', async () => {
    const x = tf.placeholder('float32', { name: 'x' });
    const checked = tf.ensureShape(x, [null, 3]);
    using sess = new tf.Session();
    const rows = (await sess.run(checked, [[x, [[1, 2, 3]]]])) as tf.NdArray;
    expect(rows.shape).toEqual([1, 3]);
    await expect(sess.run(checked, [[x, [[1, 2]]]])).rejects.toThrow(
      'Shape of tensor x [1,2] is not compatible with expected shape [?,3]: operation ',
    );
  });
});

describe('assertRankIn', () => {
  it('is checked in a run where the rank is not known', async () => {
    const x = tf.placeholder('float32', { name: 'x' });
    const held = tf.controlDependencies([tf.assertRankIn(x, [0, 2])], () => tf.identity(x));
    using sess = new tf.Session();
    expect(await sess.run(held, [[x, 3]])).toBe(3);
    await expect(sess.run(held, [[x, [3]]])).rejects.toThrow('Tensor x:0 must have rank in');
  });
  it('is checked at once where it is known', () => {
    expect(tf.assertRankIn(tf.ones([2]), [0, 1]).type).toBe('NoOp');
    expect(() => tf.assertRankIn(tf.ones([2]), [0, 2])).toThrow(
      'must have rank in (0, 2). Received rank 1, shape (2,)',
    );
  });
  it('takes scalar tensors, whose values may be known', async () => {
    expect(tf.assertRankIn(tf.ones([2]), [tf.constant(1, 'int32')]).type).toBe('NoOp');
    expect(() => tf.assertRankIn(tf.ones([2]), [tf.constant(2, 'int32'), 0])).toThrow('must have rank in (2, 0)');
    const wanted = tf.placeholder('int32', []);
    const check = tf.assertRankIn(tf.ones([2]), [wanted]);
    using sess = new tf.Session();
    await sess.run(check, [[wanted, 1]]);
    await expect(sess.run(check, [[wanted, 2]])).rejects.toThrow('must have rank in');
  });
  it('holds for no rank of an empty list', async () => {
    expect(() => tf.assertRankIn(tf.ones([2]), [])).toThrow('must have rank in ()');
    const x = tf.placeholder('float32', { name: 'x' });
    using sess = new tf.Session();
    await expect(sess.run(tf.assertRankIn(x, []), [[x, 3]])).rejects.toThrow('Tensor x:0 must have rank in');
  });
  it('says what it takes', () => {
    expect(() => tf.assertRankIn(tf.ones([2]), 1 as never)).toThrow("'ranks' must be a list");
    expect(() => tf.assertRankIn(tf.ones([2]), [tf.constant(1)])).toThrow(DTypeError);
    expect(() => tf.assertRankIn(tf.ones([2]), [tf.constant([1, 2], 'int32')])).toThrow('Rank must be a scalar.');
  });
});

describe('assertScalar', () => {
  it('hands a number on and refuses what may be none', () => {
    const x = tf.constant(1);
    expect(tf.assertScalar(x)).toBe(x);
    expect(() => tf.assertScalar(tf.ones([1]))).toThrow('Expected scalar shape for');
    expect(() => tf.assertScalar(tf.placeholder('float32'))).toThrow('Expected scalar shape for');
  });
});

describe('monotonic', () => {
  it('takes numbers alone', () => {
    expect(() => tf.isNonDecreasing([true])).toThrow('Expected x to be numeric');
  });
  it('compares uint8 without wrapping', async () => {
    using sess = new tf.Session();
    expect(await sess.run(tf.isNonDecreasing(tf.constant([3, 1], 'uint8')))).toBe(false);
  });
});

describe('repeat', () => {
  it('takes counts from a run', async () => {
    const counts = tf.placeholder('int32', [3]);
    const repeated = tf.repeat([1, 2, 3], counts);
    expect(repeated.shape.rank).toBe(1);
    using sess = new tf.Session();
    expect((await sess.run(repeated, [[counts, [0, 2, 1]]])).toArray()).toEqual([2, 2, 3]);
    expect((await sess.run(repeated, [[counts, [0, 0, 0]]])).toArray()).toEqual([]);
  });
});

describe('repeat of nothing', () => {
  it.each([
    [[0, 2], 3, 1, [0, 6]],
    [[2, 0], 3, 0, [6, 0]],
    [[2, 0, 3], [1, 2], 0, [3, 0, 3]],
    [[2, 0, 3], [1, 2, 3], 2, [2, 0, 6]],
    [[2, 0], [], 1, [2, 0]],
  ])('%j by %j along %i', async (shape, repeats, axis, wanted) => {
    const counts = tf.constant(repeats, 'int32');
    using sess = new tf.Session();
    const known = tf.repeat(tf.zeros(shape), counts, axis);
    expect(((await sess.run(known)) as tf.NdArray).shape).toEqual(wanted);
    const x = tf.placeholder(
      'float32',
      shape.map(() => null),
    );
    const fed = await sess.run(tf.repeat(x, counts, axis), [[x, new tf.NdArray('float32', shape, new Float32Array())]]);
    expect((fed as tf.NdArray).shape).toEqual(wanted);
  });
});

describe('searchsorted', () => {
  it.each([
    [[3], [0], []],
    [[0], [2], [0, 0]],
    [[0], [0], []],
    [[0, 3], [0, 2], []],
    [
      [2, 0],
      [2, 3],
      [
        [0, 0, 0],
        [0, 0, 0],
      ],
    ],
  ])('of %j for %j', async (sorted, values, wanted) => {
    using sess = new tf.Session();
    for (const side of ['left', 'right'] as const) {
      const found = tf.searchsorted(tf.zeros(sorted), tf.fill(values, -1), side);
      const array = (await sess.run(found)) as tf.NdArray;
      expect(array.shape).toEqual(values);
      expect(array.toArray()).toEqual(wanted);
    }
  });
});

describe('unravelIndex', () => {
  it('refuses an axis of no elements', async () => {
    using sess = new tf.Session();
    const run = sess.run(tf.unravelIndex([0], [2, 0]));
    await expect(run).rejects.toThrow('Input dims cannot contain a dim of zero, but dims contains zero at index 1');
  });
});

describe('cumulativeLogsumexp', () => {
  it('knows infinities and what is no number', async () => {
    using sess = new tf.Session();
    const run = (x: number[]) => sess.run(tf.math.cumulativeLogsumexp(tf.constant(x, 'float64')));
    expect((await run([-Infinity, 0, Infinity, Infinity, 1])).toArray()).toEqual([
      -Infinity,
      0,
      Infinity,
      Infinity,
      Infinity,
    ]);
    expect((await run([0, Number.NaN, 1])).toArray()).toEqual([0, Number.NaN, Number.NaN]);
  });
});
