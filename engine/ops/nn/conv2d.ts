/** Two-dimensional convolution (cross-correlation, as everywhere in this field) and its two gradients. */

import { dimsMayBeEqual, type Tensor, TensorShape } from '../../graph/index.ts';
import type { Convolution } from '../kernel-language/index.ts';
import { addOp, attr, attributesOf, defineOp, type LoweringContext, op, typeSets } from '../registry/index.ts';
import { dimsOfRank } from '../same-shape.ts';
import {
  alongImage,
  checkWindowAttributes,
  fromNHWC,
  paddingFor,
  shapeFromNHWC,
  shapeNHWC,
  shapeOperand,
  toNHWC,
  windowCount,
} from './window.ts';

const attributes = {
  T: attr.type(typeSets.floats),
  strides: attr.ints(),
  use_cudnn_on_gpu: attr.bool(true),
  padding: attr.string(),
  explicit_paddings: attr.ints([]),
  data_format: attr.string('NHWC'),
  dilations: attr.ints([1, 1, 1, 1]),
};

function convolutionOf(
  c: LoweringContext,
  input: readonly number[],
  filter: readonly number[],
  output: readonly number[],
): Convolution {
  const [inputShape, outputShape] = [shapeNHWC(c, input), shapeNHWC(c, output)];
  const [strides, dilations] = [alongImage(c, 'strides'), alongImage(c, 'dilations')];
  const [, height, width] = inputShape;
  const [, rows, columns] = outputShape;
  const window = [filter[0], filter[1]] as const;
  const padding = paddingFor(c, [height, width], [rows, columns], window, strides, dilations);
  return { inputShape, filterShape: filter, outputShape, strides, dilations, padding };
}

defineOp('Conv2D', {
  inputs: ['input: T', 'filter: T'],
  outputs: ['output: T'],
  attributes,
  infer: (c) => {
    checkWindowAttributes(c, ['strides', 'dilations']);
    const [batch, height, width, depth] = shapeNHWC(c, dimsOfRank(c, 0, 4));
    const [rows, columns, filterDepth, channels] = dimsOfRank(c, 1, 4);
    if (!dimsMayBeEqual(depth, filterDepth)) {
      c.fail('dimension', `Dimensions must be equal, but are ${depth} and ${filterDepth} (depths of input and filter)`);
    }
    const strides = alongImage(c, 'strides');
    const dilations = alongImage(c, 'dilations');
    const outHeight = windowCount(c, 'rows', height, rows, strides[0], dilations[0]);
    const outWidth = windowCount(c, 'columns', width, columns, strides[1], dilations[1]);
    return [new TensorShape(shapeFromNHWC(c, [batch, outHeight, outWidth, channels]))];
  },
  gradient: (node, [g]) => {
    const [input, filter] = node.inputs;
    const given = attributesOf(node);
    const [inputShape, filterShape] = addOp('ShapeN', [[input, filter]]).outputs;
    return [
      op('Conv2DBackpropInput', [inputShape, filter, g!], given),
      op('Conv2DBackpropFilter', [input, filterShape, g!], given),
    ];
  },
  lower: (c) => {
    const [input, filter] = c.inputs;
    const convolution = convolutionOf(c, input.shape, filter.shape, c.outputs[0].shape);
    const output = c.b.value(input.dtype, convolution.outputShape);
    c.b.append({
      kind: 'conv2d',
      output: output.id,
      input: toNHWC(c, input).id,
      filter: filter.id,
      convolution,
      epilogue: null,
    });
    return [fromNHWC(c, output)];
  },
});

defineOp('Conv2DBackpropInput', {
  inputs: ['input_sizes: int32', 'filter: T', 'out_backprop: T'],
  outputs: ['output: T'],
  attributes,
  valueInputs: ['input_sizes'],
  infer: (c) => {
    checkWindowAttributes(c, ['strides', 'dilations']);
    dimsOfRank(c, 1, 4);
    dimsOfRank(c, 2, 4);
    return [shapeOperand(c, 0)];
  },
  gradient: (node, [g]) => {
    const [, filter, outBackprop] = node.inputs;
    const given = attributesOf(node);
    return [
      null,
      op('Conv2DBackpropFilter', [g!, shapeOf(filter), outBackprop], given),
      op('Conv2D', [g!, filter], given),
    ];
  },
  lower: (c) => {
    const [, filter, gradient] = c.inputs;
    const convolution = convolutionOf(c, c.outputs[0].shape, filter.shape, gradient.shape);
    const output = c.b.value(gradient.dtype, convolution.inputShape);
    c.b.append({
      kind: 'conv2dBackpropInput',
      output: output.id,
      filter: filter.id,
      gradient: toNHWC(c, gradient).id,
      convolution,
    });
    return [fromNHWC(c, output)];
  },
});

defineOp('Conv2DBackpropFilter', {
  inputs: ['input: T', 'filter_sizes: int32', 'out_backprop: T'],
  outputs: ['output: T'],
  attributes,
  valueInputs: ['filter_sizes'],
  infer: (c) => {
    checkWindowAttributes(c, ['strides', 'dilations']);
    dimsOfRank(c, 0, 4);
    dimsOfRank(c, 2, 4);
    return [shapeOperand(c, 1)];
  },
  gradient: (node, [g]) => {
    const [input, , outBackprop] = node.inputs;
    const given = attributesOf(node);
    return [
      op('Conv2DBackpropInput', [shapeOf(input), g!, outBackprop], given),
      null,
      op('Conv2D', [input, g!], given),
    ];
  },
  lower: (c) => {
    const [input, , gradient] = c.inputs;
    const convolution = convolutionOf(c, input.shape, c.outputs[0].shape, gradient.shape);
    const output = c.b.value(gradient.dtype, convolution.filterShape);
    c.b.append({
      kind: 'conv2dBackpropFilter',
      output: output.id,
      input: toNHWC(c, input).id,
      gradient: toNHWC(c, gradient).id,
      convolution,
    });
    return [output];
  },
});

function shapeOf(tensor: Tensor): Tensor {
  return op('Shape', [tensor]);
}
