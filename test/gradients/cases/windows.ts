/** Convolutions and pooling: strides, dilations, paddings and both data formats. */

import type { Tensor } from '../../../engine/graph/index.ts';
import { op, type PlainAttributes } from '../../../engine/ops/index.ts';
import {
  applied,
  floats,
  type GradientCase,
  type GradientCases,
  gradientCase,
  ints,
  sample,
} from '../gradient-case.ts';

interface Window {
  readonly input: readonly number[];
  /** Rows, columns, depth, channels (or the multiplier of channels). */
  readonly filter: readonly number[];
  readonly output: readonly number[];
  readonly attributes: PlainAttributes;
}

const plain = { strides: [1, 1, 1, 1], padding: 'VALID' };

/** Geometries of convolutions; where `filter` is depthwise, its last size multiplies the depth. */
const convolutions: Readonly<Record<string, Window>> = {
  valid: { input: [1, 3, 4, 2], filter: [2, 3, 2, 2], output: [1, 2, 2, 2], attributes: plain },
  'same, an even filter': {
    input: [2, 3, 2, 1],
    filter: [2, 2, 1, 2],
    output: [2, 3, 2, 2],
    attributes: { ...plain, padding: 'SAME' },
  },
  'strides that differ, same': {
    input: [1, 4, 3, 2],
    filter: [3, 2, 2, 1],
    output: [1, 2, 3, 1],
    attributes: { strides: [1, 2, 1, 1], padding: 'SAME' },
  },
  'strides beyond the filter': {
    input: [1, 5, 4, 1],
    filter: [2, 1, 1, 2],
    output: [1, 2, 2, 2],
    attributes: { strides: [1, 3, 2, 1], padding: 'VALID' },
  },
  dilated: {
    input: [1, 4, 5, 1],
    filter: [2, 2, 1, 2],
    output: [1, 3, 3, 2],
    attributes: { ...plain, dilations: [1, 1, 2, 1] },
  },
  'channels first': {
    input: [1, 2, 3, 4],
    filter: [2, 2, 2, 2],
    output: [1, 2, 3, 2],
    attributes: { strides: [1, 1, 1, 2], padding: 'SAME', data_format: 'NCHW' },
  },
};

const explicit: Window = {
  input: [1, 3, 3, 1],
  filter: [2, 3, 1, 1],
  output: [1, 3, 4, 1],
  attributes: { ...plain, padding: 'EXPLICIT', explicit_paddings: [0, 0, 1, 0, 1, 2, 0, 0] },
};

const dense: Readonly<Record<string, Window>> = { ...convolutions, 'explicit paddings': explicit };

/** Depthwise: strides along rows and columns are equal, and the output has depth · multiplier channels. */
const depthwise: Readonly<Record<string, Window>> = {
  valid: { input: [1, 3, 4, 2], filter: [2, 3, 2, 2], output: [1, 2, 2, 4], attributes: plain },
  'same, with strides': {
    input: [2, 3, 4, 1],
    filter: [2, 2, 1, 2],
    output: [2, 2, 2, 2],
    attributes: { strides: [1, 2, 2, 1], padding: 'SAME' },
  },
  dilated: {
    input: [1, 4, 4, 2],
    filter: [2, 2, 2, 1],
    output: [1, 2, 2, 2],
    attributes: { ...plain, dilations: [1, 2, 2, 1] },
  },
  'channels first': {
    input: [1, 2, 3, 3],
    filter: [2, 2, 2, 1],
    output: [1, 2, 3, 3],
    attributes: { ...plain, padding: 'SAME', data_format: 'NCHW' },
  },
};

function windowCases(
  windows: Readonly<Record<string, Window>>,
  of: (name: string, window: Window) => GradientCase,
): GradientCase[] {
  return Object.entries(windows).map(([name, window]) => of(name, window));
}

const forward =
  (type: string) =>
  (name: string, { input, filter, attributes }: Window) =>
    applied(type, name, [sample(input), sample(filter, -1, 1.5)], attributes);

const toInput =
  (type: string) =>
  (name: string, { input, filter, output, attributes }: Window) =>
    gradientCase(name, [sample(filter, -1, 1.5), sample(output)], (f, dy) =>
      op(type, [ints(input), f, dy], attributes),
    );

const toFilter =
  (type: string) =>
  (name: string, { input, filter, output, attributes }: Window) =>
    gradientCase(name, [sample(input), sample(output)], (x, dy) => op(type, [x, ints(filter), dy], attributes));

/** Images of [batch, rows, columns, channels] unless a data format says otherwise. */
const pools: Readonly<Record<string, Pick<Window, 'input' | 'output' | 'attributes'>>> = {
  valid: {
    input: [1, 4, 3, 2],
    output: [1, 2, 1, 2],
    attributes: { ksize: [1, 2, 2, 1], strides: [1, 2, 2, 1], padding: 'VALID' },
  },
  'overlapping, same': {
    input: [1, 3, 3, 1],
    output: [1, 3, 3, 1],
    attributes: { ksize: [1, 2, 3, 1], strides: [1, 1, 1, 1], padding: 'SAME' },
  },
  'with windows cut at the edge': {
    input: [2, 3, 5, 1],
    output: [2, 2, 3, 1],
    attributes: { ksize: [1, 2, 2, 1], strides: [1, 2, 2, 1], padding: 'SAME' },
  },
  'channels first': {
    input: [1, 2, 3, 4],
    output: [1, 2, 2, 2],
    attributes: { ksize: [1, 1, 2, 2], strides: [1, 1, 1, 2], padding: 'VALID', data_format: 'NCHW' },
  },
};

/** Images of fixed numbers, and the largest of each window: what decides where gradients go. */
function maximaIn(like: Tensor, shape: readonly number[], attributes: PlainAttributes): [Tensor, Tensor] {
  const images = floats(like, shape, [...sample(shape).values]);
  return [images, op('MaxPool', [images], attributes)];
}

export const windowCaseTable: GradientCases = {
  Conv2D: windowCases(dense, forward('Conv2D')),
  Conv2DBackpropInput: windowCases(dense, toInput('Conv2DBackpropInput')),
  Conv2DBackpropFilter: windowCases(dense, toFilter('Conv2DBackpropFilter')),
  DepthwiseConv2dNative: windowCases(depthwise, forward('DepthwiseConv2dNative')),
  DepthwiseConv2dNativeBackpropInput: windowCases(depthwise, toInput('DepthwiseConv2dNativeBackpropInput')),
  DepthwiseConv2dNativeBackpropFilter: windowCases(depthwise, toFilter('DepthwiseConv2dNativeBackpropFilter')),
  AvgPool: Object.entries(pools).map(([name, { input, attributes }]) =>
    applied('AvgPool', name, [sample(input)], attributes),
  ),
  MaxPool: Object.entries(pools).map(([name, { input, attributes }]) =>
    applied('MaxPool', name, [sample(input)], attributes),
  ),
  MaxPoolGrad: Object.entries(pools).map(([name, { input, output, attributes }]) =>
    gradientCase(name, [sample(output)], (dy) =>
      op('MaxPoolGrad', [...maximaIn(dy, input, attributes), dy], attributes),
    ),
  ),
  MaxPoolGradGrad: Object.entries(pools).map(([name, { input, attributes }]) =>
    gradientCase(name, [sample(input, -1, 3)], (dx) =>
      op('MaxPoolGradGrad', [...maximaIn(dx, input, attributes), dx], attributes),
    ),
  ),
  MaxPoolWithArgmax: Object.entries(pools)
    .filter(([, { attributes }]) => attributes.data_format === undefined)
    .map(([name, { input, attributes }]) =>
      applied('MaxPoolWithArgmax', name, [sample(input)], attributes, { second: 'missing' }),
    ),
  AvgPoolGrad: Object.entries(pools).map(([name, { input, output, attributes }]) =>
    gradientCase(name, [sample(output)], (dy) => op('AvgPoolGrad', [ints(input), dy], attributes)),
  ),
};
