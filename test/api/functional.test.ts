/** Functions over rows. Numbers and gradients are compared in test/golden/control.test.ts. */

import { describe, expect, it } from 'vitest';
import * as tf from '../../engine/index.ts';

async function run(build: () => tf.Tensor): Promise<unknown> {
  const graph = new tf.Graph();
  const fetch = graph.asDefault(build);
  using session = new tf.Session({ graph });
  const value: unknown = await session.run(fetch);
  return value instanceof tf.NdArray ? value.toArray() : value;
}

describe('mapFn', () => {
  it('stacks what the function gives, of other types where dtype says so', async () => {
    expect(await run(() => tf.mapFn((x) => x.mul(x), tf.constant([1, 2, 3])))).toEqual([1, 4, 9]);
    expect(await run(() => tf.mapFn((x) => tf.cast(x, 'int32'), tf.constant([1.5, 2.5]), { dtype: 'int32' }))).toEqual([
      1, 2,
    ]);
    expect(await run(() => tf.mapFn((x) => x, tf.zeros([0, 2])))).toEqual([]);
  });

  it('knows the shapes', () =>
    new tf.Graph().asDefault(() => {
      const x = tf.placeholder('float32', [null, 3]);
      expect(String(tf.mapFn((row) => tf.reduceSum(row), x).shape)).toBe('(?,)');
      expect(String(tf.mapFn((row) => tf.stack([row, row]), tf.ones([4, 3])).shape)).toBe('(4, 2, 3)');
    }));

  it('refuses what does not fit', () =>
    new tf.Graph().asDefault(() => {
      const map = (fn: unknown, elems: unknown, options?: object) => () => tf.mapFn(fn as never, elems, options);
      const same = (x: unknown) => x;
      expect(map(same, 1)).toThrow(/'elems' must have rows, but .* is a scalar/);
      expect(map(same, [])).toThrow("'elems' must hold one tensor or more");
      expect(map(same, [tf.ones([2]), tf.ones([3])])).toThrow('must have as many rows each');
      expect(map(1, [1, 2])).toThrow("'fn' must be callable");
      expect(map((x: tf.Tensor) => [x, x], tf.ones([2]))).toThrow("'fn' must return what 'dtype' says");
      expect(map((x: tf.Tensor) => tf.cast(x, 'int32'), tf.ones([2]))).toThrow(
        "'fn' gives int32 where float32 is expected: say so in dtype",
      );
    }));
});

describe('folds and scans', () => {
  it('go from the first row to the last, or back', async () => {
    const digits = (sum: tf.Tensor, x: tf.Tensor) => sum.mul(10).add(x);
    const elems = () => tf.constant([1, 2, 3]);
    expect(await run(() => tf.foldl(digits, elems()))).toBe(123);
    expect(await run(() => tf.foldr(digits, elems()))).toBe(321);
    expect(await run(() => tf.foldl(digits, elems(), { initializer: 9 }))).toBe(9123);
    expect(await run(() => tf.foldr(digits, elems(), { initializer: 9 }))).toBe(9321);
    expect(await run(() => tf.scan(digits, elems()))).toEqual([1, 12, 123]);
    expect(await run(() => tf.scan(digits, elems(), { reverse: true }))).toEqual([321, 32, 3]);
    expect(await run(() => tf.scan(digits, elems(), { initializer: 9 }))).toEqual([91, 912, 9123]);
  });
});
