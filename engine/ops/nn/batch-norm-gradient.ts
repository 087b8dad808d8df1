/**
 * The gradient of batch normalization made of plain operations, as TensorFlow writes it, for the sake of its own gradient:
 * in training the mean and the variance are those of the images, and depend on them.
 */

import type { Operation, Tensor } from '../../graph/index.ts';
import { integerConstant } from '../array/integers.ts';
import { scalarTensor } from '../constant.ts';
import { type GradientFunction, op } from '../registry/index.ts';

export const batchNormGradGrad: GradientFunction = (node, gradients, differentiate) => {
  // Nothing that leads from one input to another counts.
  const xs = node.inputs.slice(0, 3).map((input) => op('Identity', [input]));
  const ys = batchNormGrad(node, xs);
  return [...differentiate(ys, xs, gradients.slice(0, 3) as Tensor[]), null, null, null];
};

/** With respect to the images, the scale and the offset. */
function batchNormGrad(node: Operation, [dy, x, givenScale]: readonly Tensor[]): Tensor[] {
  const isLast = node.attr('data_format', 'string') === 'NHWC';
  const axes = isLast ? [0, 1, 2] : [0, 2, 3];
  const over = (type: 'Sum' | 'Mean', value: Tensor, keepDims: boolean) =>
    op(type, [value, integerConstant(axes)], { keep_dims: keepDims });
  /** What there is one of a channel, so that it is broadcast over images. */
  const beside = (value: Tensor) => (isLast ? value : op('Reshape', [value, integerConstant([1, -1, 1, 1])]));
  const scale = beside(givenScale);
  const epsilon = scalarTensor(Math.fround(node.attr('epsilon', 'float')), x.dtype);
  const toOffset = over('Sum', dy, false);
  if (!node.attr('is_training', 'bool')) {
    const [mean, variance] = [node.inputs[3], node.inputs[4]].map(beside);
    const inverse = op('Rsqrt', [op('Add', [variance, epsilon])]);
    const centred = op('Sub', [x, mean]);
    const toScale = over('Sum', op('Mul', [op('Mul', [dy, centred]), inverse]), false);
    return [op('Mul', [op('Mul', [dy, scale]), inverse]), toScale, toOffset];
  }
  const mean = over('Mean', x, true);
  const variance = over('Mean', op('SquaredDifference', [x, op('StopGradient', [mean])]), true);
  const inverse = op('Rsqrt', [op('Add', [variance, epsilon])]);
  const centred = op('Sub', [x, mean]);
  const products = op('Mul', [dy, centred]);
  const slope = op('Mul', [op('Reciprocal', [op('Add', [variance, epsilon])]), over('Mean', products, true)]);
  const rest = op('Sub', [op('Sub', [dy, over('Mean', dy, true)]), op('Mul', [slope, centred])]);
  const toImages = op('Mul', [op('Mul', [scale, inverse]), rest]);
  const toScale = op('Mul', [inverse, over('Sum', products, true)]);
  return [toImages, op('Reshape', [toScale, integerConstant([-1])]), toOffset];
}
