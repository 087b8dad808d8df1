import { describe, expect, it } from 'vitest';
import * as tf from '../../engine/api/index.ts';
import { isOptions, readOptions } from '../../engine/api/options.ts';
import { Graph, NdArray, type Tensor, withDefaultGraph } from '../../engine/graph/index.ts';

const build = <T>(body: (graph: Graph) => T): T => withDefaultGraph(new Graph(), body);
const nodes = (body: () => unknown) =>
  build((graph) => {
    body();
    return graph.getOperations().map((op) => `${op.name} ${op.type}`);
  });
const elements = (tensor: Tensor) => tensor.op.attr('value', 'tensor').toArray();

describe('constant', () => {
  it('has the type of the value, float32 for plain numbers, or the one asked for', () => {
    build(() => {
      const types = [1, [1.5], true, 'a', 1n, Int32Array.of(1), Uint8Array.of(1)].map((v) => tf.constant(v).dtype);
      expect(types).toEqual(['float32', 'float32', 'bool', 'string', 'int64', 'int32', 'uint8']);
      expect([tf.constant(1, 'int32').dtype, tf.constant(1, { dtype: 'int64' }).dtype]).toEqual(['int32', 'int64']);
      expect(() => tf.constant(1.5, 'int32')).toThrow("Expected int32, got 1.5 of type 'number' instead.");
    });
  });

  it('repeats the last value up to the shape', () => {
    build(() => {
      expect(elements(tf.constant(0.5, { shape: [2, 2] }))).toEqual([
        [0.5, 0.5],
        [0.5, 0.5],
      ]);
      expect(elements(tf.constant([1, 2], { shape: [4] }))).toEqual([1, 2, 2, 2]);
      expect(elements(tf.constant([1, 2, 3, 4], { shape: [2, 2] }))).toEqual([
        [1, 2],
        [3, 4],
      ]);
      expect(() => tf.constant([1, 2, 3], { shape: [2] })).toThrow('Too many elements provided. Needed at most 2');
      expect(() => tf.constant([1], { shape: [2], verifyShape: true })).toThrow('Expected a value of shape [2]');
      expect(() => tf.constant([], { shape: [2] })).toThrow('An empty value cannot fill');
    });
  });

  it('is not made of tensors', () => {
    expect(() => build(() => tf.constant(tf.constant(1) as never))).toThrow('use identity for a tensor');
  });
});

describe('placeholder', () => {
  it('names each unknown size after itself', () => {
    build(() => {
      const x = tf.nameScope('in', () => tf.placeholder('float32', [null, 3, null], { name: 'x' }));
      expect(x.shape.toSymbolic()).toBe('[in/x.0, 3, in/x.2]');
      expect(tf.placeholder('float32', [null], { name: 'x' }).shape.toSymbolic()).toBe('[x.0]');
      expect(tf.placeholder('float32', [null], { name: 'x' }).shape.toSymbolic()).toBe('[x_1.0]');
      expect(String(tf.placeholder('int32', { name: 'any' }))).toBe('Tensor("any:0", dtype=int32)');
    });
  });

  it('refuses -1 as a size and what is no type', () => {
    expect(() => build(() => tf.placeholder('float32', [-1, 2]))).toThrow('Dimension -1 must be >= 0. Write null');
    expect(() => build(() => tf.placeholder('float' as never, []))).toThrow("'float' is not an element type");
  });

  it('may have a default, whose shape must fit', () => {
    build(() => {
      const x = tf.placeholderWithDefault(tf.zeros([1, 2]), [null, 2], { name: 'x' });
      expect(String(x)).toBe('Tensor("x:0", shape=(?, 2), dtype=float32)');
      expect(() => tf.placeholderWithDefault(tf.zeros([3]), [2])).toThrow('not compatible with (2,)');
    });
  });
});

describe('static shortcuts', () => {
  it('make constants of shape, size and rank where they are known', () => {
    const x = () => tf.placeholder('float32', [2, 3], { name: 'x' });
    expect(nodes(() => [tf.shape(x()), tf.size(x()), tf.rank(x())]).filter((node) => !node.startsWith('x'))).toEqual([
      'Shape Const',
      'Size Const',
      'Rank Const',
    ]);
    const open = () => tf.placeholder('float32', [null, 3], { name: 'x' });
    expect(nodes(() => [tf.shape(open()), tf.size(open()), tf.rank(open())]).filter((n) => !n.startsWith('x'))).toEqual(
      ['Shape Shape', 'Size Size', 'Rank Const'],
    );
  });

  it('make small zeros and ones constants and large ones fills', () => {
    expect(nodes(() => [tf.zeros([2]), tf.ones([999])])).toEqual(['zeros Const', 'ones Const']);
    expect(nodes(() => tf.zeros([1000]))).toEqual(['zeros/shape_as_tensor Const', 'zeros/Const Const', 'zeros Fill']);
    expect(nodes(() => tf.onesLike(tf.placeholder('int32', [2], { name: 'x' })))).toEqual([
      'x Placeholder',
      'ones_like/Shape Const',
      'ones_like/Const Const',
      'ones_like Fill',
    ]);
  });
});

describe('names', () => {
  it('of constants are those of the arguments, in the scope of the operation', () => {
    expect(nodes(() => tf.pad(tf.zeros([1]), [[1, 1]], { constantValues: 2, name: 'p' }))).toEqual([
      'zeros Const',
      'p/paddings Const',
      'p/constant_values Const',
      'p PadV2',
    ]);
    expect(nodes(() => tf.concat([[1], [2]], 0))).toEqual([
      'concat/values_0 Const',
      'concat/values_1 Const',
      'concat/axis Const',
      'concat ConcatV2',
    ]);
    expect(nodes(() => tf.stack([1, tf.constant(2)]))).toEqual(['Const Const', 'stack/0 Const', 'stack Pack']);
    expect(nodes(() => tf.concat([tf.constant([1])], 0))).toEqual([
      'Const Const',
      'concat/concat_dim Const',
      'concat Identity',
    ]);
  });

  it('of transposes of unknown rank are those of its arithmetic', () => {
    const made = nodes(() => tf.transpose(tf.placeholder('float32', { name: 'x' })));
    expect(made.at(1)).toBe('transpose/Rank Rank');
    expect(made.at(-1)).toBe('transpose Transpose');
  });
});

describe('oneHot', () => {
  it('takes its type from the values, the option, or float32', () => {
    build(() => {
      const indices = tf.constant([0, 1], 'int32');
      expect(tf.oneHot(indices, 2).dtype).toBe('float32');
      expect(tf.oneHot(indices, 2, { dtype: 'bool' }).dtype).toBe('bool');
      expect(tf.oneHot(indices, 2, { onValue: tf.constant(5, 'int64') }).dtype).toBe('int64');
      expect(() => tf.oneHot(indices, 2, { onValue: tf.constant(5, 'int64'), dtype: 'int32' })).toThrow('int64');
    });
  });
});

describe('booleanMask', () => {
  it('keeps the other sizes and refuses masks that do not fit', () => {
    build(() => {
      const x = tf.placeholder('float32', [null, 2, 3], { name: 'x' });
      expect(tf.booleanMask(x, tf.placeholder('bool', [null])).shape.dims?.slice(1)).toEqual([2, 3]);
      expect(() => tf.booleanMask(x, [[true, false, true]])).toThrow('are incompatible');
      expect(() => tf.booleanMask(x, true)).toThrow('mask cannot be scalar.');
    });
  });
});

describe('options', () => {
  it('may stand in place of any optional argument', () => {
    expect(readOptions(['axis', 'num'], [1, { name: 'n' }])).toEqual({ axis: 1, name: 'n' });
    expect(readOptions(['axis'], [{ axis: 2, name: undefined }])).toEqual({ axis: 2 });
    expect(readOptions(['axis'], [null, { axis: 3 }])).toEqual({ axis: 3 });
    expect([isOptions({}), isOptions([]), isOptions(new NdArray('bool', [0], new Uint8Array(0)))]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe('static types', () => {
  it('know ranks and element types where they are written', () => {
    build(() => {
      const scalar: Tensor<'float32', 'scalar'> = tf.placeholder('float32', []);
      const matrix: Tensor<'int32', 'array'> = tf.placeholder('int32', [null, 2]);
      const one: Tensor<'float32', 'scalar'> = tf.constant(1);
      const half: Tensor<'float64', 'scalar'> = tf.constant(0.5, 'float64');
      const list: Tensor<'bool', 'array'> = tf.constant([[true], [false]]);
      const noise: Tensor<'float32', 'scalar'> = tf.randomNormal([], { stddev: 2 });
      expect([scalar, matrix, one, half, list, noise].map((tensor) => tensor.shape.rank)).toEqual([0, 2, 0, 0, 2, 0]);
    });
  });

  it('follow them through functions, methods and variables', () => {
    build(() => {
      const x = tf.placeholder('float64', [null, 3]);
      const w = new tf.Variable([[1], [2], [3]], { dtype: 'float64' });
      const product: Tensor<'float64', 'array'> = x.matmul(w);
      const loss: Tensor<'float64', 'scalar'> = product.sub(1).square().reduceMean();
      const step: tf.Variable<'int64', 'scalar'> = new tf.Variable(0, { dtype: 'int64' });
      const sum: Tensor<'float32', 'scalar'> = new tf.Variable(() => tf.constant(2)).mul(3).add(tf.constant(4));
      const parts: Tensor<'float64', 'array'>[] = tf.split(x, 3, 1);
      const whole: Tensor<'int32', 'array'> = x.cast('int32').reverse([0]);
      const names: Tensor<'string', 'array'> = tf.concat([tf.constant(['a']), tf.constant(['b'])], 0);
      const given = [product, loss, step, sum, parts[0], whole, names].map(({ dtype }) => dtype);
      expect(given).toEqual(['float64', 'float64', 'int64', 'float32', 'float64', 'int32', 'string']);
      // @ts-expect-error a mean over one axis is not known to be a scalar
      const wrong: Tensor<'float64', 'scalar'> = x.reduceMean(0);
      expect(wrong.shape.rank).toBe(1);
    });
  });
});
