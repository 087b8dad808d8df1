/** Biases, softmax and its cross entropies, and normalization. */

import type { Tensor } from '../../../engine/graph/index.ts';
import { addOp, type PlainAttributes } from '../../../engine/ops/index.ts';
import { applied, floats, type GradientCases, gradientCase, ints, longs, sample } from '../gradient-case.ts';

/** Two distributions: the gradient with respect to the logits takes for granted that labels add up to 1. */
const probabilities = [0.2, 0.3, 0.5, 0.1, 0.85, 0.05];

export const neuralCases: GradientCases = {
  BiasAdd: [
    applied('BiasAdd', 'a matrix', [sample([2, 3]), sample([3])]),
    applied('BiasAdd', 'images, channels last', [sample([2, 2, 1, 3]), sample([3])]),
    applied('BiasAdd', 'images, channels first', [sample([2, 3, 2, 1]), sample([3])], { data_format: 'NCHW' }),
  ],
  BiasAddV1: [applied('BiasAddV1', 'a matrix', [sample([2, 3]), sample([3])])],
  BiasAddGrad: [
    applied('BiasAddGrad', 'a matrix', [sample([2, 3])]),
    applied('BiasAddGrad', 'images, channels first', [sample([2, 3, 2, 1])], { data_format: 'NCHW' }),
  ],
  L2Loss: [applied('L2Loss', 'a matrix', [sample([2, 3])]), applied('L2Loss', 'a scalar', [sample([])])],
  Softmax: [
    applied('Softmax', 'a vector', [sample([4])]),
    applied('Softmax', 'rows', [sample([2, 3])]),
    applied('Softmax', 'a stack of rows', [sample([2, 2, 2])]),
  ],
  LogSoftmax: [
    applied('LogSoftmax', 'a vector', [sample([4])]),
    applied('LogSoftmax', 'rows', [sample([2, 3])]),
    applied('LogSoftmax', 'a stack of rows', [sample([2, 2, 2])]),
  ],
  SoftmaxCrossEntropyWithLogits: [
    gradientCase(
      'of given probabilities',
      [sample([2, 3])],
      (x) => addOp('SoftmaxCrossEntropyWithLogits', [x, floats(x, [2, 3], probabilities)]).outputs[0],
    ),
    // The derivative of the gradient leaves out what goes through the labels.
    gradientCase(
      'of probabilities that are differentiated too',
      [sample([2, 3]), { shape: [2, 3], values: Float64Array.from(probabilities) }],
      (x, labels) => addOp('SoftmaxCrossEntropyWithLogits', [x, labels]).outputs[0],
      { second: 'not the slope' },
    ),
  ],
  SparseSoftmaxCrossEntropyWithLogits: [
    gradientCase(
      'labels of int64',
      [sample([2, 3])],
      (x) => addOp('SparseSoftmaxCrossEntropyWithLogits', [x, longs([2, 0])]).outputs[0],
      { second: 'missing' },
    ),
    gradientCase(
      'labels of int32',
      [sample([3, 2])],
      (x) => addOp('SparseSoftmaxCrossEntropyWithLogits', [x, ints([1, 0, 1])]).outputs[0],
      { second: 'missing' },
    ),
  ],
  LRN: [
    applied(
      'LRN',
      'a narrow window',
      [sample([1, 2, 1, 4])],
      { depth_radius: 1, bias: 1, alpha: 0.5, beta: 0.75 },
      { second: 'missing' },
    ),
    applied('LRN', 'a window wider than the channels', [sample([2, 1, 1, 3])], {}, { second: 'missing' }),
  ],
  FusedBatchNormV3: [
    gradientCase('in training', [sample([2, 2, 1, 3]), sample([3], 0.5, 2), sample([3])], (x, scale, offset) =>
      batchNorm(x, scale, offset, floats(x, [0], []), floats(x, [0], []), { epsilon: 0.01 }),
    ),
    gradientCase(
      'in training, channels first',
      [sample([2, 3, 2, 2]), sample([3], 0.5, 2), sample([3])],
      (x, scale, offset) =>
        batchNorm(x, scale, offset, floats(x, [0], []), floats(x, [0], []), { data_format: 'NCHW' }),
    ),
    gradientCase('with given moments', [sample([2, 2, 1, 2]), sample([2], 0.5, 2), sample([2])], (x, scale, offset) =>
      batchNorm(x, scale, offset, floats(x, [2], [0.5, -1]), floats(x, [2], [2, 0.25]), { is_training: false }),
    ),
  ],
  // What the derivative of the gradient stops at, it leaves out of its own: TensorFlow's rule.
  FusedBatchNormGradV3: [
    gradientCase(
      'in training',
      [sample([2, 2, 1, 3]), sample([2, 2, 1, 3], -1, 1.5), sample([3], 0.5, 2)],
      (dy, x, scale) => batchNormGrad(dy, x, scale, [], { epsilon: 0.01 }),
      { second: 'not the slope' },
    ),
    gradientCase(
      'in training, channels first',
      [sample([2, 3, 2, 2]), sample([2, 3, 2, 2], -1, 1.5), sample([3], 0.5, 2)],
      (dy, x, scale) => batchNormGrad(dy, x, scale, [], { data_format: 'NCHW' }),
      { second: 'not the slope' },
    ),
    gradientCase(
      'with given moments',
      [sample([2, 2, 1, 2]), sample([2, 2, 1, 2], -1, 1.5), sample([2], 0.5, 2)],
      (dy, x, scale) =>
        batchNormGrad(
          dy,
          x,
          scale,
          [
            [0.5, -1],
            [2, 0.25],
          ],
          { is_training: false },
        ),
    ),
    gradientCase(
      'with given moments, channels first',
      [sample([2, 2, 3, 1]), sample([2, 2, 3, 1], -1, 1.5), sample([2], 0.5, 2)],
      (dy, x, scale) =>
        batchNormGrad(
          dy,
          x,
          scale,
          [
            [0.5, -1],
            [2, 0.25],
          ],
          { is_training: false, data_format: 'NCHW' },
        ),
    ),
  ],
};

function batchNorm(x: Tensor, ...rest: [...Tensor[], PlainAttributes]): Tensor {
  const attributes = rest.pop() as PlainAttributes;
  return addOp('FusedBatchNormV3', [x, ...(rest as Tensor[])], attributes).outputs[0];
}

/** The gradients with respect to images, scale and offset; of the batch's own moments unless some are given. */
function batchNormGrad(
  dy: Tensor,
  x: Tensor,
  scale: Tensor,
  moments: readonly (readonly number[])[],
  attributes: PlainAttributes,
): Tensor[] {
  const given = moments.map((numbers) => floats(x, [numbers.length], numbers));
  const empty = floats(x, [0], []);
  const forward = addOp('FusedBatchNormV3', [x, scale, scale, given[0] ?? empty, given[1] ?? empty], attributes);
  const [, , , mean, variance, third] = forward.outputs;
  return addOp('FusedBatchNormGradV3', [dy, x, scale, mean, variance, third], attributes).outputs.slice(0, 3);
}

export const neuralGradientCases: GradientCases = {
  EluGrad: [applied('EluGrad', 'on both sides of zero', [sample([6]), sample([6], -0.9, 1.5)])],
  LeakyReluGrad: [
    applied('LeakyReluGrad', 'on both sides of zero', [sample([6]), sample([6], -1, 2)]),
    applied('LeakyReluGrad', 'with slope 0.05', [sample([6]), sample([6], -1, 2)], { alpha: 0.05 }),
  ],
  Relu6Grad: [applied('Relu6Grad', 'below, between and above', [sample([6]), sample([6], -2, 9)])],
  ReluGrad: [applied('ReluGrad', 'on both sides of zero', [sample([2, 3]), sample([2, 3], -1, 2)])],
  SeluGrad: [applied('SeluGrad', 'on both sides of zero', [sample([6]), sample([6], -1.5, 1.5)])],
  SoftplusGrad: [applied('SoftplusGrad', 'on both sides of zero', [sample([6]), sample([6], -3, 3)])],
  TanhGrad: [applied('TanhGrad', 'for results of tanh', [sample([6], -0.9, 0.9), sample([6])])],
  SigmoidGrad: [applied('SigmoidGrad', 'for results of sigmoid', [sample([6], 0.1, 0.9), sample([6])])],
  SqrtGrad: [applied('SqrtGrad', 'for results of sqrt', [sample([6], 0.4, 2), sample([6])])],
  RsqrtGrad: [applied('RsqrtGrad', 'for results of rsqrt', [sample([6], 0.4, 2), sample([6])])],
  InvGrad: [applied('InvGrad', 'for reciprocals', [sample([6], -2, -0.4), sample([6])])],
  ReciprocalGrad: [applied('ReciprocalGrad', 'for reciprocals', [sample([6], 0.4, 2), sample([6])])],
};
