/** Maxima and averages over sliding windows, and their gradients. */

import { shapeFromValue, TensorShape } from '../../graph/index.ts';
import type { Windows } from '../kernel-language/index.ts';
import {
  attr,
  attributesOf,
  defineOp,
  type InferenceContext,
  type LoweringContext,
  op,
  typeSets,
} from '../registry/index.ts';
import { dimsOfRank, mergeShapes } from '../same-shape.ts';
import { atFirstMaximum } from './first-maximum.ts';
import { throughMaxima } from './through-maxima.ts';
import {
  alongImage,
  checkWindowAttributes,
  fromNHWC,
  paddingFor,
  shapeFromNHWC,
  shapeNHWC,
  toNHWC,
  windowCount,
} from './window.ts';

const attributes = {
  T: attr.type(typeSets.floats, 'float32'),
  ksize: attr.ints(),
  strides: attr.ints(),
  padding: attr.string(),
  data_format: attr.string('NHWC'),
};

function pooledShape(c: InferenceContext): TensorShape[] {
  checkWindowAttributes(c, ['ksize', 'strides']);
  const [batch, height, width, depth] = shapeNHWC(c, dimsOfRank(c, 0, 4));
  const [window, strides] = [alongImage(c, 'ksize'), alongImage(c, 'strides')];
  const rows = windowCount(c, 'rows', height, window[0], strides[0]);
  const columns = windowCount(c, 'columns', width, window[1], strides[1]);
  return [new TensorShape(shapeFromNHWC(c, [batch, rows, columns, depth]))];
}

function windowsOf(c: LoweringContext, image: readonly number[], pooled: readonly number[]): Windows {
  const [, height, width] = shapeNHWC(c, image);
  const [, rows, columns] = shapeNHWC(c, pooled);
  const [window, strides] = [alongImage(c, 'ksize'), alongImage(c, 'strides')];
  return { window, strides, padding: paddingFor(c, [height, width], [rows, columns], window, strides) };
}

function lowerPool(c: LoweringContext, reduction: 'max' | 'average') {
  const [image] = c.inputs;
  const output = c.b.value(image.dtype, shapeNHWC(c, c.outputs[0].shape));
  const windows = windowsOf(c, image.shape, c.outputs[0].shape);
  c.b.append({ kind: 'pool', output: output.id, reduction, input: toNHWC(c, image).id, windows });
  return [fromNHWC(c, output)];
}

defineOp('MaxPool', {
  inputs: ['input: T'],
  outputs: ['output: T'],
  attributes,
  infer: pooledShape,
  gradient: (node, [g]) => [op('MaxPoolGrad', [node.inputs[0], node.outputs[0], g!], attributesOf(node))],
  lower: (c) => lowerPool(c, 'max'),
});

defineOp('MaxPoolGrad', {
  inputs: ['orig_input: T', 'orig_output: T', 'grad: T'],
  outputs: ['output: T'],
  attributes,
  infer: (c) => {
    checkWindowAttributes(c, ['ksize', 'strides']);
    mergeShapes(c, c.inputs[1].shape, c.inputs[2].shape);
    return [new TensorShape(dimsOfRank(c, 0, 4))];
  },
  gradient: (node, [g]) => throughMaxima(node, 'MaxPoolGradGrad', g!),
  lower: (c) => {
    const [image, pooled, gradient] = c.inputs;
    const output = c.b.value(image.dtype, shapeNHWC(c, image.shape));
    c.b.append({
      kind: 'maxPoolGrad',
      to: 'first',
      output: output.id,
      input: toNHWC(c, image).id,
      pooled: toNHWC(c, pooled).id,
      gradient: toNHWC(c, gradient).id,
      windows: windowsOf(c, image.shape, pooled.shape),
    });
    return [fromNHWC(c, output)];
  },
});

defineOp('MaxPoolGradGrad', {
  inputs: ['orig_input: T', 'orig_output: T', 'grad: T'],
  outputs: ['output: T'],
  attributes,
  infer: (c) => {
    const [pooled] = pooledShape(c);
    mergeShapes(c, c.inputs[0].shape, c.inputs[2].shape);
    return [mergeShapes(c, pooled, c.inputs[1].shape)];
  },
  gradient: (node, [g]) => throughMaxima(node, 'MaxPoolGrad', g!),
  lower: (c) => {
    const [input, pooled, picked] = c.inputs.map((value) => toNHWC(c, value));
    const { window, strides, padding } = windowsOf(c, c.inputs[0].shape, c.inputs[1].shape);
    const before = [padding[0], padding[2]];
    return [fromNHWC(c, atFirstMaximum(c.b, { input, pooled, picked }, { window, strides, before }))];
  },
});

defineOp('AvgPool', {
  inputs: ['value: T'],
  outputs: ['output: T'],
  attributes,
  infer: pooledShape,
  gradient: (node, [g]) => [op('AvgPoolGrad', [op('Shape', [node.inputs[0]]), g!], attributesOf(node))],
  lower: (c) => lowerPool(c, 'average'),
});

defineOp('AvgPoolGrad', {
  inputs: ['orig_input_shape: int32', 'grad: T'],
  outputs: ['output: T'],
  attributes,
  valueInputs: ['orig_input_shape'],
  infer: (c) => {
    checkWindowAttributes(c, ['ksize', 'strides']);
    dimsOfRank(c, 1, 4);
    const { value } = c.inputs[0];
    const fresh = (axis: number) => c.fresh(axis);
    return [value ? shapeFromValue(value, fresh) : new TensorShape([0, 1, 2, 3].map(fresh))];
  },
  gradient: (node, [g]) => [null, op('AvgPool', [g!], attributesOf(node))],
  lower: (c) => {
    const gradient = c.inputs[1];
    const output = c.b.value(gradient.dtype, shapeNHWC(c, c.outputs[0].shape));
    const windows = windowsOf(c, c.outputs[0].shape, gradient.shape);
    c.b.append({ kind: 'averagePoolGrad', output: output.id, gradient: toNHWC(c, gradient).id, windows });
    return [fromNHWC(c, output)];
  },
});
