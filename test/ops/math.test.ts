/** Shape inference of elementwise mathematics: broadcasting, symbols, integers known before a run, faults. */

import { describe, expect, it } from 'vitest';
import * as tf from '../../engine/api/index.ts';
import { Graph, type ShapeLike, type Tensor, withDefaultGraph } from '../../engine/graph/index.ts';
import { op } from '../../engine/ops/index.ts';

const build = <T>(body: () => T): T => withDefaultGraph(new Graph(), body);
const input = (shape: ShapeLike, name?: string): Tensor => tf.placeholder('float32', shape as never, { name: name! });
const sum = (a: ShapeLike, b: ShapeLike): string =>
  build(() => tf.add(input(a, 'a'), input(b, 'b')).shape.toSymbolic());

describe('broadcasting', () => {
  it.each<[ShapeLike, ShapeLike, string]>([
    [[2, 3], [2, 3], '[2, 3]'],
    [[2, 1], [1, 3], '[2, 3]'],
    [[2, 3], [3], '[2, 3]'],
    [[], [4], '[4]'],
    [[0, 3], [1], '[0, 3]'],
    [[null, 3], [1], '[a.0, 3]'],
    [[null], [5], '[5]'],
    [[null], [0], '[0]'],
    [[null], [null], '[Add:0.0]'],
    [null, [3], '[…]'],
  ])('%j and %j give %s', (a, b, result) => {
    expect(sum(a, b)).toBe(result);
  });

  it('knows that a symbol equals itself', () => {
    build(() => {
      const x = input([null, 3], 'x');
      expect(tf.multiply(x, tf.exp(x)).shape.toSymbolic()).toBe('[x.0, 3]');
    });
  });

  it('refuses sizes that no symbol can make equal', () => {
    expect(() => sum([2], [3])).toThrow(
      "Dimensions must be equal, but are 2 and 3 for 'Add' (op: 'Add') with input shapes: [2], [3].",
    );
    build(() => {
      const x = input([null, 4], 'x');
      const doubled = tf.concat([x, x, tf.ones([3, 4])], 0);
      expect(() => tf.add(doubled, tf.ones([2, 4]))).toThrow('Dimensions must be equal, but are 2*x.0 + 3 and 2');
    });
  });

  it('names the operation as Python’s operator does in a method', () => {
    build(() => {
      expect(() => input([2]).add(input([3]))).toThrow("for 'add' (op: 'Add') with input shapes: [2], [3].");
    });
  });
});

describe('element types', () => {
  it.each<[string, () => unknown]>([
    [
      "Input 'y' of 'Add' Op has type int32 that does not match type float32",
      () => tf.add(input([]), tf.constant([1], { dtype: 'int32' })),
    ],
    ['not in list of allowed values: float32, float64', () => tf.exp(tf.constant([1], { dtype: 'int32' }))],
    ['Expected int32, got 1.5', () => tf.add(tf.constant([1], { dtype: 'int32' }), 1.5)],
    ['not in list of allowed values', () => tf.less(tf.constant(['a']), 'b')],
    [
      'Tensor conversion requested dtype float32 for Tensor with dtype int32',
      () => tf.truediv(input([]), tf.constant(1, { dtype: 'int32' })),
    ],
  ])('%s', (message, body) => {
    expect(() => build(body)).toThrow(message);
  });
});

describe('integers known before a run', () => {
  const known = (body: () => Tensor) => build(() => body().partialValue?.map(String));
  const ints = (values: readonly number[]) => tf.constant(values as number[], { dtype: 'int32' });

  it('follow arithmetic', () => {
    expect(known(() => tf.add(ints([1, 2]), 3))).toEqual(['4', '5']);
    expect(known(() => tf.floordiv(ints([7, -7]), 2))).toEqual(['3', '-4']);
    expect(known(() => tf.mod(ints([7, -7]), 3))).toEqual(['1', '2']);
    expect(known(() => tf.truncatemod(ints([-7]), 3))).toEqual(['-1']);
    expect(known(() => tf.maximum(ints([1, 5]), ints([4, 2])))).toEqual(['4', '5']);
    expect(known(() => tf.cast(ints([3]), 'int64'))).toEqual(['3']);
    expect(known(() => tf.negative(ints([3])))).toEqual(['-3']);
    expect(known(() => tf.reduceProd(ints([2, 3, 4])))).toEqual(['24']);
    expect(known(() => tf.range(2, 8, 3))).toEqual(['2', '5']);
  });

  it('keep their symbols, so that a shape computed from a shape stays known', () => {
    build(() => {
      const x = input([null, 6], 'x');
      const rows = tf.reshape(
        x,
        tf.stack(
          [tf.multiply(tf.shape(x), 2), tf.constant([3, 1], { dtype: 'int32' })]
            .map((t) => tf.reduceProd(t))
            .slice(0, 1),
        ),
      );
      expect(rows.shape.toSymbolic()).toBe('[24*x.0]');
      expect(tf.range(0, tf.shape(x).partialValue ? tf.size(x) : 0).shape.toSymbolic()).toBe('[6*x.0]');
    });
  });

  it('are given up where they would wrap or where nothing is defined', () => {
    expect(known(() => tf.multiply(ints([65536]), 65536))).toEqual(['null']);
    expect(known(() => tf.floordiv(ints([1]), 0))).toEqual(['null']);
    expect(known(() => tf.add(tf.constant([2n ** 53n + 1n]), 1))).toEqual(['null']);
    expect(known(() => tf.cast(tf.constant([2n ** 40n]), 'int32'))).toEqual(['null']);
  });

  it('say which axes a gradient sums over', () => {
    const axes = (a: number[], b: number[]) =>
      build(() => op('BroadcastGradientArgs', [ints(a), ints(b)]).op.outputs.map((o) => o.partialValue));
    expect(axes([2, 3], [3])).toEqual([[], [0]]);
    expect(axes([2, 1], [1, 3])).toEqual([[1], [0]]);
    expect(axes([2, 3], [2, 3])).toEqual([[], []]);
    expect(axes([], [2, 2])).toEqual([[0, 1], []]);
    expect(axes([1, 2], [1, 2])).toEqual([[], []]);
    // Of shapes that differ, TensorFlow lists axes of size 1 for both.
    expect(axes([1, 2], [2])).toEqual([[0], [0]]);
    expect(axes([1], [])).toEqual([[0], [0]]);
    expect(axes([3, 1, 2], [1, 1, 2])).toEqual([[1], [0, 1]]);
    build(() => {
      const shape = tf.shape(input([null, 3]));
      const [left, right] = op('BroadcastGradientArgs', [shape, ints([1])]).op.outputs;
      // A batch of one is summed over, too.
      expect([left.partialValue, right.partialValue]).toEqual([undefined, [0, 1]]);
      expect(op('BroadcastGradientArgs', [shape, shape]).op.outputs[0].partialValue).toEqual([]);
      expect(op('BroadcastGradientArgs', [ints([1, 3]), shape]).partialValue).toBeUndefined();
    });
  });
});

describe('Select', () => {
  const select = (condition: ShapeLike, x: ShapeLike, y: ShapeLike) =>
    build(() => tf.where(tf.placeholder('bool', condition as never), input(x), input(y)).shape.toSymbolic());

  it('takes a condition of the operands’ shape, a scalar, or a vector for the rows', () => {
    expect(select([2, 3], [2, 3], [2, 3])).toBe('[2, 3]');
    expect(select([], [2, 3], [null, 3])).toBe('[2, 3]');
    expect(select([2], [null, 3], [null, 3])).toBe('[2, 3]');
    expect(select([2, null], null, null)).toMatch(/^\[2, .+\]$/);
  });
  it('refuses others', () => {
    expect(() => select([3], [2, 3], [2, 3])).toThrow(/Dimension 0 in both shapes must be equal/);
    expect(() => select([2, 3], [2, 3], [2])).toThrow(/equal rank/);
  });
});

describe('matrix products', () => {
  const product = (a: ShapeLike, b: ShapeLike, options = {}) =>
    build(() => tf.matmul(input(a, 'a'), input(b, 'b'), options).shape.toSymbolic());

  it('of stacks broadcast the leading axes', () => {
    expect(product([5, 2, 3], [3, 4])).toBe('[5, 2, 4]');
    expect(product([5, 1, 2, 3], [7, 3, 4])).toBe('[5, 7, 2, 4]');
    expect(product([null, 3, 2], [null, 3, 4], { transposeA: true })).toMatch(/, 2, 4\]$/);
    expect(product([2, 3], [4, 3], { transposeB: true })).toBe('[2, 4]');
    expect(product(null, [3, 4])).toBe('[…]');
  });
  it('want equal inner sizes', () => {
    expect(() => product([5, 2, 3], [4, 4])).toThrow(
      "Dimensions must be equal, but are 3 and 4 for 'MatMul' (op: 'BatchMatMulV2')",
    );
    expect(() => product([2, 3], [3])).toThrow('Shape must be rank 2 but is rank 1');
  });
});

describe('sequences', () => {
  it('have their length where the arguments are known', () => {
    build(() => {
      expect(tf.range(5).shape.known).toEqual([5]);
      expect(tf.range(10, 0, -3).shape.known).toEqual([4]);
      expect(tf.range(0, 1, 0.25).shape.known).toEqual([4]);
      expect(tf.linspace(0, 1, 7).shape.known).toEqual([7]);
    });
  });
  it('are int32 for whole numbers, the widest type of mixed ones', () => {
    build(() => {
      expect(tf.range(5).dtype).toBe('int32');
      expect(tf.range(0, 2, 0.5).dtype).toBe('float32');
      expect(tf.range(tf.constant(3n)).dtype).toBe('int64');
      expect(tf.range(5, { dtype: 'float64' }).dtype).toBe('float64');
    });
  });
  it('refuse steps that lead nowhere', () => {
    expect(() => build(() => tf.range(0, 5, 0))).toThrow('Requires delta != 0');
    expect(() => build(() => tf.range(5, 3))).toThrow('Requires start <= limit when delta > 0: 5/3');
    expect(() => build(() => tf.linspace(0, 1, 0))).toThrow('Requires num > 0: 0');
  });
});
