/** Normalization, softmax and the losses of classes. */

import type { Conversion, Converter, Converters } from '../conversion.ts';
import { Float, inverse, type Value } from '../value.ts';

const channelsFirst = [0, 3, 1, 2];

const batchNorm: Converter = (c) => {
  const { b } = c;
  const [x, scale, offset, mean, variance] = c.inputs;
  const isFirst = c.text('data_format') === 'NCHW';
  const images = isFirst ? x : b.transpose(x, channelsFirst);
  const back = (value: Value) => (isFirst ? value : b.transpose(value, inverse(channelsFirst)));
  const epsilon = new Float(c.attr('epsilon', 'float'));
  if (!c.attr('is_training', 'bool')) {
    const y = b.node('BatchNormalization', [images, scale, offset, mean, variance], { epsilon });
    return [back(y), mean, variance, mean, variance, b.scalar(c.dtype, 0)];
  }
  // With the moments of the batch itself.
  const axes = b.ints([0, 2, 3]);
  const batchMean = b.node('ReduceMean', [images, axes], { keepdims: 0 });
  const centered = b.node('Sub', [images, b.unsqueeze(batchMean, [1, 2])]);
  const batchVariance = b.node('ReduceMean', [b.node('Mul', [centered, centered]), axes], { keepdims: 0 });
  const y = b.node('BatchNormalization', [images, scale, offset, batchMean, batchVariance], { epsilon });
  return [back(y), batchMean];
};

const localResponse: Converter = (c) => {
  const size = 2 * c.attr('depth_radius', 'int') + 1;
  // ONNX takes the mean over the channels where TensorFlow takes the sum.
  const attributes = {
    size,
    alpha: new Float(c.attr('alpha', 'float') * size),
    beta: new Float(c.attr('beta', 'float')),
    bias: new Float(c.attr('bias', 'float')),
  };
  const y = c.b.node('LRN', [c.b.transpose(c.inputs[0], channelsFirst)], attributes);
  return c.b.transpose(y, inverse(channelsFirst));
};

function softmax(c: Conversion, type: string): Value {
  return c.b.node(type, [c.inputs[0]], { axis: -1 });
}

const crossEntropy: Converter = (c) => {
  const { b } = c;
  const labels = c.inputs[1];
  const terms = b.node('Mul', [labels, softmax(c, 'LogSoftmax')]);
  const loss = b.node('Neg', [b.node('ReduceSum', [terms, b.ints([-1])], { keepdims: 0 })]);
  return [loss, b.node('Sub', [softmax(c, 'Softmax'), labels])];
};

const sparseCrossEntropy: Converter = (c) => {
  const { b } = c;
  const picked = b.node('GatherElements', [softmax(c, 'LogSoftmax'), b.unsqueeze(c.inputs[1], [1])], { axis: 1 });
  return b.node('Neg', [b.squeeze(picked, [1])]);
};

export const neural: Converters = {
  FusedBatchNormV3: batchNorm,
  LRN: localResponse,
  Softmax: (c) => softmax(c, 'Softmax'),
  LogSoftmax: (c) => softmax(c, 'LogSoftmax'),
  SoftmaxCrossEntropyWithLogits: crossEntropy,
  SparseSoftmaxCrossEntropyWithLogits: sparseCrossEntropy,
};
