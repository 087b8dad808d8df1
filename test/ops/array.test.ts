import { describe, expect, it } from 'vitest';
import { apply } from '../../engine/api/apply-op.ts';
import { reshape as reshapeTensor, stack, transpose } from '../../engine/api/array/index.ts';
import * as tf from '../../engine/api/index.ts';
import { Graph, type Tensor, withDefaultGraph } from '../../engine/graph/index.ts';

/** In a graph of its own. */
const build = <T>(body: () => T): T => withDefaultGraph(new Graph(), body);
/** The static shape of what `body` builds, with symbols by name. */
const shapeOf = (body: () => Tensor) => build(body).shape.toSymbolic();
const batch = (...rest: number[]) => tf.placeholder('float32', [null, ...rest], { name: 'x' });

describe('reshape', () => {
  it('works out the size written as -1', () => {
    expect(shapeOf(() => reshapeTensor(tf.zeros([2, 6]), [-1, 3]))).toBe('[4, 3]');
    expect(shapeOf(() => reshapeTensor(batch(4, 6), [-1, 3]))).toBe('[8*x.0, 3]');
    expect(shapeOf(() => reshapeTensor(batch(10), [-1, 20]))).toBe('[floor((10*x.0) / 20), 20]');
  });

  it('keeps static shapes through shapes computed from shapes', () => {
    expect(
      shapeOf(() => {
        const x = batch(28, 28);
        const rows = tf.slice(tf.shape(x), [0], [1]);
        return reshapeTensor(x, tf.concat([rows, [784]], 0));
      }),
    ).toBe('[x.0, 784]');
    expect(shapeOf(() => reshapeTensor(batch(6), stack([tf.shape(batch(6)).slice([0], [1]).reshape([]), 6])))).toBe(
      '[x_1.0, 6]',
    );
  });

  it('refuses another number of elements', () => {
    expect(() => build(() => reshapeTensor(tf.zeros([2, 3]), [4]))).toThrow(
      "Cannot reshape a tensor with 6 elements to shape [4] (4 elements) for 'Reshape' (op: 'Reshape') with input shapes: [2,3], [1].",
    );
    expect(() => build(() => reshapeTensor(tf.zeros([2, 3]), [4, -1]))).toThrow(
      'Dimension size must be evenly divisible by 4 but is 6',
    );
    expect(() => build(() => reshapeTensor(tf.zeros([2, 3]), [-1, -1]))).toThrow('Only one input size may be -1');
    expect(() => build(() => reshapeTensor(batch(3), [2, 2]))).toThrow('elements');
  });
});

describe('axes', () => {
  it('come and go with expandDims and squeeze', () => {
    expect(shapeOf(() => tf.expandDims(batch(3), -1))).toBe('[x.0, 3, 1]');
    expect(shapeOf(() => tf.squeeze(tf.zeros([1, 2, 1])))).toBe('[2]');
    expect(shapeOf(() => tf.squeeze(batch(1, 2), [1]))).toBe('[x.0, 2]');
    expect(shapeOf(() => tf.squeeze(batch(1)))).toBe('[…]');
    expect(() => build(() => tf.squeeze(tf.zeros([2]), [0]))).toThrow(
      'Can not squeeze dim[0], expected a dimension of 1, got 2',
    );
    expect(() => build(() => tf.expandDims(tf.zeros([2]), 3))).toThrow('dim 3 not in the interval [-2, 1]');
  });

  it('change places with transpose', () => {
    expect(shapeOf(() => transpose(batch(2, 3)))).toBe('[3, 2, x.0]');
    expect(shapeOf(() => transpose(batch(2, 3), [1, 0, 2]))).toBe('[2, x.0, 3]');
    expect(shapeOf(() => transpose(batch(2), tf.placeholder('int32', [2])))).toBe('[transpose:0.0, transpose:0.1]');
    expect(() => build(() => transpose(tf.zeros([2, 2]), [0, 0]))).toThrow('1 is missing from {0,0}');
  });

  it('are counted from the end where negative, and refused where there are none', () => {
    expect(() => build(() => tf.concat([tf.zeros([2])], 3))).not.toThrow();
    expect(() => build(() => tf.concat([tf.zeros([2]), tf.zeros([2])], 1))).toThrow(
      'Dimension 1 must be in the range [-1, 1)',
    );
    expect(() => build(() => tf.reverse(tf.zeros([2]), [0, -1]))).toThrow('axis 0 specified more than once');
  });
});

describe('joining and cutting', () => {
  it('adds sizes along the axis, symbols too', () => {
    expect(shapeOf(() => tf.concat([batch(2), tf.zeros([3, 2])], 0))).toBe('[x.0 + 3, 2]');
    expect(shapeOf(() => tf.concat([batch(2), tf.zeros([4, 3])], 1))).toBe('[4, 5]');
    expect(shapeOf(() => tf.stack([batch(2), batch(2)], 1))).toBe('[x.0, 2, 2]');
    expect(build(() => tf.unstack(batch(2), { axis: 1 })).map((part) => part.shape.toSymbolic())).toEqual([
      '[x.0]',
      '[x.0]',
    ]);
  });

  it('refuses parts that do not fit', () => {
    expect(() => build(() => tf.concat([tf.zeros([2, 1]), tf.zeros([3, 2])], 1))).toThrow(
      'Dimension 0 in both shapes must be equal, but are 2 and 3. Shapes are [2,1] and [3,2]',
    );
    expect(() => build(() => tf.concat([tf.zeros([2]), tf.zeros([2, 1])], 0))).toThrow(
      'Shape must be rank 1 but is rank 2',
    );
    expect(() => build(() => tf.stack([tf.zeros([2]), tf.zeros([3])]))).toThrow(
      'Dimension 0 in both shapes must be equal, but are 2 and 3. Shapes are [2] and [3].',
    );
    expect(() => build(() => tf.unstack(batch(2)))).toThrow('Cannot infer num from shape (?, 2)');
  });

  it('splits into equal parts or given sizes', () => {
    const shapes = (parts: Tensor[]) => parts.map((part) => part.shape.toSymbolic());
    expect(shapes(build(() => tf.split(tf.zeros([2, 6]), 3, 1)))).toEqual(['[2, 2]', '[2, 2]', '[2, 2]']);
    expect(shapes(build(() => tf.split(tf.zeros([7]), [1, -1, 2])))).toEqual(['[1]', '[4]', '[2]']);
    expect(() => build(() => tf.split(tf.zeros([5]), 2))).toThrow(
      'Number of ways to split should evenly divide the split dimension',
    );
    expect(() => build(() => tf.split(tf.zeros([5]), [2, 2]))).toThrow('Determined shape must');
  });
});

describe('slices', () => {
  const slice = (begin: number[], end: number[], strides: number[], masks = {}) =>
    shapeOf(() => tf.stridedSlice(batch(4, 5), begin, end, strides, masks));

  it('follow the masks', () => {
    expect(slice([0, 1], [0, 3], [1, 1], { beginMask: 1, endMask: 1 })).toBe('[x.0, 2, 5]');
    expect(slice([0], [1], [1], { shrinkAxisMask: 1 })).toBe('[4, 5]');
    expect(slice([0, 1], [0, 3], [1, 1], { ellipsisMask: 1 })).toBe('[x.0, 4, 2]');
    expect(slice([0, 0, 0], [0, 0, 2], [1, 1, 1], { ellipsisMask: 1, newAxisMask: 2 })).toBe('[x.0, 4, 1, 2]');
    expect(slice([0, -1], [0, 0], [1, -2], { beginMask: 1, endMask: 3 })).toBe('[x.0, 2, 5]');
  });

  it('are refused outside, and with a stride of zero', () => {
    expect(() => slice([0, 7], [1, 8], [1, 1], { shrinkAxisMask: 3 })).toThrow(
      'slice index 7 of dimension 1 out of bounds',
    );
    expect(() => slice([0, 0], [1, 1], [1, 0])).toThrow('strides[1] must be non-zero');
    expect(() => build(() => tf.slice(tf.zeros([3]), [2], [2]))).toThrow('Expected size[0] in [0, 1], but got 2');
    expect(() => slice([0, 0, 0, 0], [1, 1, 1, 1], [1, 1, 1, 1])).toThrow('input has only 3 dims');
  });

  it('go to the end for a size of -1', () => {
    expect(shapeOf(() => tf.slice(batch(4), [1, 1], [-1, -1]))).toBe('[x.0 - 1, 3]');
    expect(shapeOf(() => tf.slice(batch(4), [0, 0], [2, 2]))).toBe('[2, 2]');
  });
});

describe('sizes from operands', () => {
  it('are known for fill, tile, pad, oneHot, gather and their like', () => {
    expect(shapeOf(() => tf.fill(tf.shape(batch(2)), 1))).toBe('[x.0, 2]');
    expect(shapeOf(() => tf.tile(batch(2), [2, 3]))).toBe('[2*x.0, 6]');
    expect(
      shapeOf(() =>
        tf.pad(tf.zeros([2, 3]), [
          [1, 0],
          [2, 2],
        ]),
      ),
    ).toBe('[3, 7]');
    expect(shapeOf(() => tf.oneHot(tf.placeholder('int32', [3]), 4, { axis: 0 }))).toBe('[4, 3]');
    expect(shapeOf(() => tf.gather(tf.zeros([4, 5, 6]), tf.zeros([2, 2], 'int32'), { axis: 1 }))).toBe('[4, 2, 2, 6]');
    expect(shapeOf(() => tf.gatherNd(tf.zeros([4, 5, 6]), tf.zeros([7, 2], 'int32')))).toBe('[7, 6]');
    expect(shapeOf(() => tf.scatterNd([[1], [2]], tf.zeros([2, 3]), [4, 3]))).toBe('[4, 3]');
    expect(shapeOf(() => tf.broadcastTo(tf.zeros([2, 1]), [3, 2, 4]))).toBe('[3, 2, 4]');
    expect(shapeOf(() => tf.where(tf.constant([[true, false]])))).toBe('[Where:0.0, 2]');
  });

  it('are refused where they do not fit', () => {
    expect(() => build(() => tf.broadcastTo(tf.zeros([2, 3]), [2, 4]))).toThrow('Incompatible shapes: [2,3] vs. [2,4]');
    expect(() => build(() => tf.pad(tf.zeros([2]), [[2, 0]], 'REFLECT'))).toThrow(
      'paddings must be less than the dimension size: 2 is too much for 2',
    );
    expect(() => build(() => tf.tile(tf.zeros([2]), [1, 1]))).toThrow('Shape must be rank 2 but is rank 1');
    expect(() => build(() => tf.scatterNd([[1], [2]], tf.zeros([3, 3]), [4, 3]))).toThrow('do not fit indices');
    expect(() => build(() => tf.gatherNd(tf.zeros([2]), tf.zeros([1, 2], 'int32')))).toThrow(
      'indices.shape[-1] must be <= params.rank',
    );
  });
});

describe('the gradient of a split into one part', () => {
  it('joins nothing: TensorFlow joins two at least', () => {
    const gradient = build(() => {
      const x = tf.zeros([2, 3]);
      return tf.gradients(tf.split(x, 1, 1)[0], x)[0] as Tensor;
    });
    expect(gradient.op.type).toBe('Identity');
    expect(gradient.shape.toSymbolic()).toBe('[2, 3]');
  });
});

describe('bands of matrices', () => {
  it('have no more diagonals than the matrix', () => {
    const band = (lower: number, upper: number) => shapeOf(() => tf.matrixBandPart(batch(2, 3), lower, upper));
    expect(band(2, 3)).toBe('[x.0, 2, 3]');
    expect(band(-1, -5)).toBe('[x.0, 2, 3]');
    expect(() => band(3, 0)).toThrow('num_lower must be negative or less or equal to number of rows (2) got: 3');
    expect(() => band(0, 4)).toThrow('num_upper must be negative or less or equal to number of columns (3) got: 4');
  });
});

describe('tensors of diagonals', () => {
  it('are of the types that TensorFlow makes them of', () => {
    expect(build(() => tf.diag(tf.zeros([2], 'int64'))).dtype).toBe('int64');
    const refusal = 'not in list of allowed values: float32, float64, int32, int64';
    expect(() => build(() => tf.diag(tf.zeros([2], 'uint8')))).toThrow(refusal);
    expect(() => build(() => tf.diagPart(tf.zeros([2, 2], 'uint8')))).toThrow(refusal);
  });
});

describe('elements of shape tensors', () => {
  const elements = (body: () => Tensor) => build(body).partialValue?.map(String);

  it('are followed through what moves them', () => {
    const shape = () => tf.shape(tf.placeholder('float32', [null, 3, 4], { name: 'x' }));
    expect(elements(shape)).toEqual(['x.0', '3', '4']);
    expect(elements(() => tf.reverse(shape(), [0]))).toEqual(['4', '3', 'x.0']);
    expect(elements(() => tf.stridedSlice(shape(), [-1], [0], [-1]))).toEqual(['4', '3']);
    expect(elements(() => tf.gather(shape(), [2, 1]))).toEqual(['4', '3']);
    expect(elements(() => tf.unstack(shape())[1])).toEqual(['3']);
    expect(elements(() => tf.split(shape(), [1, 2])[1])).toEqual(['3', '4']);
    expect(elements(() => transpose(stack([[1, 2], tf.constant([3, 4], 'int32')])))).toEqual(['1', '3', '2', '4']);
    expect(elements(() => tf.concat([tf.constant([[1], [2]], 'int32'), [[3], [4]]], 1))).toEqual(['1', '3', '2', '4']);
    expect(elements(() => tf.invertPermutation([2, 0, 1]))).toEqual(['1', '2', '0']);
    expect(elements(() => tf.size(tf.placeholder('float32', [null, 3], { name: 'y' })))).toEqual(['3*y.0']);
    expect(elements(() => apply('ConcatOffset', [0, [[2, 3], tf.constant([4, 3], 'int32')]]))).toEqual(['0', '0']);
  });
});
