/** Shape inference of reductions, arg-reductions and running sums. */

import { describe, expect, it } from 'vitest';
import * as tf from '../../engine/api/index.ts';
import { Graph, type ShapeLike, type Tensor, withDefaultGraph } from '../../engine/graph/index.ts';
import { op } from '../../engine/ops/index.ts';

const build = <T>(body: () => T): T => withDefaultGraph(new Graph(), body);
const input = (shape: ShapeLike): Tensor => tf.placeholder('float32', shape as never, { name: 'x' });
const summed = (shape: ShapeLike, options: object = {}): string =>
  build(() => tf.reduceSum(input(shape), options as never).shape.toSymbolic());

describe('a reduction', () => {
  it.each<[ShapeLike, object, string]>([
    [[2, 3, 4], {}, '[]'],
    [[2, 3, 4], { axis: 1 }, '[2, 4]'],
    [[2, 3, 4], { axis: -1 }, '[2, 3]'],
    [[2, 3, 4], { axis: [0, -1] }, '[3]'],
    [[2, 3, 4], { axis: [0, 2], keepDims: true }, '[1, 3, 1]'],
    [[2, 3], { axis: [] }, '[2, 3]'],
    [[null, 3], { axis: 1 }, '[x.0]'],
    [[null, 3], { keepDims: true }, '[1, 1]'],
    [null, {}, '[]'],
    [null, { axis: 0 }, '[…]'],
  ])('of %j with %j is %s', (shape, options, result) => {
    expect(summed(shape, options)).toBe(result);
  });

  it('over axes that are not known keeps only the rank, and that with keepDims', () => {
    build(() => {
      const axes = tf.placeholder('int32', [null], { name: 'axes' });
      expect(tf.reduceSum(input([2, 3]), axes).shape.rank).toBeNull();
      expect(tf.reduceSum(input([2, 3]), { axis: axes, keepDims: true }).shape.rank).toBe(2);
    });
  });

  it('refuses axes that are not there, and the same one twice', () => {
    expect(() => summed([2, 3], { axis: 2 })).toThrow(
      "Invalid reduction dimension 2 for input with 2 dimensions for 'Sum' (op: 'Sum')",
    );
    expect(() => summed([2, 3], { axis: -3 })).toThrow('Invalid reduction dimension -3');
    expect(() => summed([2, 3], { axis: [0, -2] })).toThrow('Axes contains duplicate dimension: 0');
  });
});

describe('an arg-reduction', () => {
  const at = (shape: ShapeLike, axis?: number) =>
    build(() => tf.argmax(input(shape), axis as number).shape.toSymbolic());

  it('drops its axis, the first by default, and gives int64', () => {
    expect(at([2, 3])).toBe('[3]');
    expect(at([null, 3, 4], -2)).toBe('[x.0, 4]');
    expect(build(() => tf.argmin(input([2]), 0, { outputType: 'int32' }).dtype)).toBe('int32');
    expect(build(() => tf.argmin(input([2])).dtype)).toBe('int64');
  });
  it('refuses an axis outside', () => {
    expect(() => at([2, 3], 2)).toThrow('Dimension (2) must be in the range [-2, 2)');
  });
});

describe('a running sum', () => {
  it('keeps the shape and refuses an axis outside', () => {
    expect(build(() => tf.cumsum(input([2, null]), 1).shape.rank)).toBe(2);
    expect(() => build(() => tf.cumsum(input([2]), 1))).toThrow('Expected scan axis in the range [-1, 1), but got 1');
  });
});

describe('rows put together', () => {
  const ints = (values: number[]) => tf.constant(values, { dtype: 'int32' });

  it('of known places are as many as the largest place says', () => {
    build(() => {
      const stitched = op('DynamicStitch', [
        [ints([0, 2]), ints([1])],
        [input([2, 5]), input([1, 5])],
      ]);
      expect(stitched.shape.toSymbolic()).toBe('[3, 5]');
      expect(
        op('DynamicStitch', [
          [ints([0, 1, 2]), ints([1])],
          [ints([7, 8, 9]), ints([1])],
        ]).partialValue,
      ).toEqual([7, 1, 9]);
    });
  });
  it('of columns are columns', () => {
    build(() => {
      const column = tf.constant(Int32Array.of(7, 8), { shape: [2, 1] });
      const stitched = op('DynamicStitch', [[ints([0, 1])], [column]]);
      expect(stitched.shape.toSymbolic()).toBe('[2, 1]');
    });
  });
  it('can leave out what another list has', () => {
    build(() => {
      const [out, at] = op('ListDiff', [ints([4, 5, 6, 7]), ints([5, 7])]).op.outputs;
      expect([out.partialValue, at.partialValue]).toEqual([
        [4, 6],
        [0, 2],
      ]);
    });
  });
});
