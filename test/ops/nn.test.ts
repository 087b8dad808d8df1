/** Shape inference of the neural network operations, and what the golden values of TensorFlow's CPU cannot show. */

import { beforeEach, describe, expect, it } from 'vitest';
import { type NdArray, resetDefaultGraph, type Tensor } from '../../engine/graph/index.ts';
import * as tf from '../../engine/index.ts';
import { op } from '../../engine/ops/index.ts';

beforeEach(() => resetDefaultGraph());

const symbolic = (tensor: Tensor) => tensor.shape.toSymbolic();
const image = (shape: (number | null)[]) => tf.placeholder('float32', shape, { name: 'image' });
const ramp = (shape: number[], scale = 0.37) =>
  tf.constant(
    Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => (((i * 7) % 13) - 6) * scale),
    { shape },
  );
async function values(tensor: Tensor): Promise<number[]> {
  using session = new tf.Session();
  return Array.from(((await session.run(tensor)) as NdArray<'float32'>).data);
}
function close(actual: readonly number[], expected: readonly number[], digits = 4) {
  expect(actual.length).toBe(expected.length);
  for (const [i, value] of actual.entries()) expect(value).toBeCloseTo(expected[i], digits);
}

describe('shapes with sizes that are not known', () => {
  it('keep the batch through activations, biases and softmax', () => {
    const x = image([null, 10]);
    expect(symbolic(tf.nn.softmax(tf.nn.biasAdd(tf.nn.relu(x), tf.zeros([10]))))).toBe('[image.0, 10]');
  });

  it('take a channel count from the bias', () => {
    expect(symbolic(tf.nn.biasAdd(image([null, null]), tf.zeros([10])))).toBe('[image.0, 10]');
  });

  it('divide by strides', () => {
    const x = image([null, null, 28, 3]);
    const filter = tf.zeros([5, 5, 3, 8]);
    expect(symbolic(tf.nn.conv2d(x, filter, [1, 1, 1, 1], 'SAME'))).toBe('[image.0, image.1, 28, 8]');
    expect(symbolic(tf.nn.conv2d(x, filter, [1, 1, 2, 1], 'VALID'))).toBe('[image.0, image.1 - 4, 12, 8]');
    expect(symbolic(tf.nn.maxPool(x, [1, 2, 2, 1], [1, 2, 2, 1], 'SAME'))).toBe(
      '[image.0, floor((image.1 + 1) / 2), 14, 3]',
    );
  });

  it('come out of a cross entropy as one value a row, in any rank', () => {
    const logits = image([null, 7, 10]);
    const labels = tf.placeholder('float32', [null, 7, 10], { name: 'labels' });
    const loss = tf.nn.softmaxCrossEntropyWithLogits({ labels, logits });
    expect(symbolic(loss)).toBe('[image.0, 7]');
    const classes = tf.placeholder('int64', [null, 7], { name: 'classes' });
    const sparse = tf.nn.sparseSoftmaxCrossEntropyWithLogits({ labels: classes, logits });
    expect(sparse.shape.toString()).toBe('(?, 7)');
  });

  it('follow k', () => {
    const [top, indices] = tf.nn.topK(image([null, 10]), 3);
    expect([symbolic(top), symbolic(indices), indices.dtype]).toEqual(['[image.0, 3]', '[image.0, 3]', 'int32']);
  });

  it('come from the sizes that a gradient is asked for', () => {
    const x = image([null, 8, 8, 3]);
    const filter = tf.zeros([3, 3, 3, 4]);
    const sizes = tf.shape(x);
    const grad = op('Conv2DBackpropInput', [sizes, filter, image([null, 8, 8, 4])], {
      strides: [1, 1, 1, 1],
      padding: 'SAME',
    });
    expect(symbolic(grad)).toBe('[image.0, 8, 8, 3]');
  });
});

describe("faults, in TensorFlow's words", () => {
  it.each([
    [
      'a bias of another size',
      () => tf.nn.biasAdd(image([2, 3]), tf.zeros([4])),
      'Dimensions must be equal, but are 3 and 4',
    ],
    [
      'a bias that is a matrix',
      () => tf.nn.biasAdd(image([2, 3]), tf.zeros([3, 1])),
      'Shape must be rank 1 but is rank 2',
    ],
    [
      'an image without channels',
      () => tf.nn.conv2d(image([2, 8, 8]), tf.zeros([3, 3, 1, 1]), [1, 1, 1, 1], 'SAME'),
      'Shape must be rank 4 but is rank 3',
    ],
    [
      'a filter of another depth',
      () => tf.nn.conv2d(image([2, 8, 8, 2]), tf.zeros([3, 3, 1, 1]), [1, 1, 1, 1], 'SAME'),
      'Dimensions must be equal, but are 2 and 1',
    ],
    [
      'a window larger than the image',
      () => tf.nn.avgPool(image([2, 2, 2, 1]), 3, 1, 'VALID'),
      'Negative dimension size caused by subtracting 3 from 2',
    ],
    [
      'a stride over the batch',
      () => tf.nn.maxPool(image([2, 2, 2, 1]), [1, 1, 1, 1], [2, 1, 1, 1], 'VALID'),
      'strides must be 1 on the batch and depth axes',
    ],
    [
      'an unknown padding',
      () => tf.nn.maxPool(image([2, 2, 2, 1]), 1, 1, 'same' as 'SAME'),
      'padding must be SAME or VALID, but is same',
    ],
    ['a softmax of a scalar', () => tf.nn.softmax(tf.constant(1)), 'Shape must be at least rank 1 but is rank 0'],
    [
      'a softmax along an axis that is not there',
      () => tf.nn.softmax(image([2, 3]), 2),
      'Dimension (2) must be in the range [-2, 2)',
    ],
    [
      'rows of different lengths',
      () => tf.nn.softmaxCrossEntropyWithLogits({ labels: image([2, 3]), logits: image([2, 4]) }),
      'Dimensions must be equal, but are 4 and 3',
    ],
    [
      'class numbers of the rank of the logits',
      () =>
        tf.nn.sparseSoftmaxCrossEntropyWithLogits({
          labels: tf.constant([[1]], { dtype: 'int32' }),
          logits: image([1, 4]),
        }),
      'Rank mismatch: Rank of labels (received 2) should equal rank of logits minus 1 (received 2)',
    ],
    ['more than there are', () => tf.nn.topK(image([2, 3]), 4), 'input must have last dimension >= k = 4 but is 3'],
  ])('%s', (_, build, message) => {
    expect(build).toThrow(message);
  });
});

describe('what TensorFlow computes on other devices only', () => {
  const transposeNHWC = (x: Tensor) => tf.transpose(x, [0, 2, 3, 1]);

  it('convolves and pools NCHW as it does NHWC, with gradients', async () => {
    const x = ramp([2, 2, 5, 4]);
    const filter = ramp([3, 2, 2, 3], 0.2);
    const first = tf.nn.conv2d(x, filter, [1, 1, 2, 1], 'SAME', { dataFormat: 'NCHW' });
    const last = tf.nn.conv2d(transposeNHWC(x), filter, [1, 2, 1, 1], 'SAME');
    close(await values(transposeNHWC(first)), await values(last));
    for (const pool of [tf.nn.maxPool, tf.nn.avgPool]) {
      const [a, b] = [pool(first, 2, 2, 'SAME', { dataFormat: 'NCHW' }), pool(last, 2, 2, 'SAME')];
      const weights = ramp(b.shape.asList() as number[]);
      const weighted = (y: Tensor) => op('Mul', [y, weights]);
      const [ofFirst] = tf.gradients(weighted(transposeNHWC(a)), [filter]);
      const [ofLast] = tf.gradients(weighted(b), [filter]);
      close(await values(ofFirst!), await values(ofLast!));
    }
  });

  it('adds a bias to axis 1 of NCHW', async () => {
    const x = ramp([2, 3, 2, 2]);
    const bias = tf.constant([1, 2, 3]);
    const sum = tf.nn.biasAdd(x, bias, { dataFormat: 'NCHW' });
    close(await values(transposeNHWC(sum)), await values(tf.nn.biasAdd(transposeNHWC(x), bias)));
    const weighted = op('Mul', [sum, ramp([2, 3, 2, 2])]);
    const [gradient] = tf.gradients(weighted, [bias]);
    const expected = op('Sum', [ramp([2, 3, 2, 2]), tf.constant([0, 2, 3], { dtype: 'int32' })]);
    close(await values(gradient!), await values(expected));
  });

  it('adds biases of old graphs', async () => {
    const [x, bias] = [ramp([2, 2, 3]), tf.constant([1, 2, 3])];
    const old = op('BiasAddV1', [x, bias]);
    close(await values(old), await values(tf.nn.biasAdd(x, bias)));
    close(await values(tf.gradients(old, bias)[0]!), [4, 4, 4]);
    expect(() => op('BiasAddV1', [x, tf.zeros([2])])).toThrow('Dimensions must be equal, but are 3 and 2');
  });

  it('pads as it is told to', async () => {
    const x = ramp([1, 4, 4, 1]);
    const filter = ramp([3, 3, 1, 1]);
    const explicit = tf.nn.conv2d(
      x,
      filter,
      [1, 1, 1, 1],
      [
        [0, 0],
        [2, 1],
        [0, 3],
        [0, 0],
      ],
    );
    const padded = tf.pad(x, [
      [0, 0],
      [2, 1],
      [0, 3],
      [0, 0],
    ]);
    expect(explicit.shape.asList()).toEqual([1, 5, 5, 1]);
    close(await values(explicit), await values(tf.nn.conv2d(padded, filter, [1, 1, 1, 1], 'VALID')));
  });

  it('is its own transpose: ⟨conv(x), y⟩ = ⟨x, convTranspose(y)⟩', async () => {
    const [x, y] = [ramp([1, 5, 5, 2]), ramp([1, 3, 3, 4], 0.11)];
    const filter = ramp([3, 3, 2, 4], 0.2);
    const backward = tf.nn.conv2dTranspose(y, filter, [1, 5, 5, 2], [1, 2, 2, 1], 'SAME');
    expect(backward.op.name).toBe('conv2d_transpose');
    const convolved = tf.nn.conv2d(x, filter, [1, 2, 2, 1], 'SAME');
    const inner = async (u: Tensor, v: Tensor) => {
      const [left, right] = [await values(u), await values(v)];
      return left.reduce((total, value, i) => total + value * right[i], 0);
    };
    expect(await inner(convolved, y)).toBeCloseTo(await inner(x, backward), 3);
  });
});
