/** Convolutions and pooling of volumes: steps, holes and paddings. */

import type { Tensor } from '../../../engine/graph/index.ts';
import { op, type PlainAttributes } from '../../../engine/ops/index.ts';
import { floats, type GradientCase, type GradientCases, gradientCase, ints, sample } from '../gradient-case.ts';

interface Window {
  readonly input: readonly number[];
  readonly filter: readonly number[];
  readonly output: readonly number[];
  readonly attributes: PlainAttributes;
}

const windows: Readonly<Record<string, Window>> = {
  valid: {
    input: [1, 3, 2, 3, 2],
    filter: [2, 2, 1, 2, 2],
    output: [1, 2, 1, 3, 2],
    attributes: { strides: [1, 1, 1, 1, 1], padding: 'VALID' },
  },
  'same, with steps': {
    input: [2, 4, 3, 2, 1],
    filter: [3, 2, 2, 1, 2],
    output: [2, 2, 3, 2, 2],
    attributes: { strides: [1, 2, 1, 1, 1], padding: 'SAME' },
  },
  'with holes': {
    input: [1, 4, 3, 3, 1],
    filter: [2, 2, 2, 1, 1],
    output: [1, 2, 2, 1, 1],
    attributes: { strides: [1, 1, 1, 1, 1], padding: 'VALID', dilations: [1, 2, 1, 2, 1] },
  },
  'planes that no window meets': {
    input: [1, 5, 2, 2, 1],
    filter: [1, 1, 1, 1, 2],
    output: [1, 2, 2, 2, 2],
    attributes: { strides: [1, 3, 1, 1, 1], padding: 'VALID' },
  },
};

function cases(build: (name: string, window: Window) => GradientCase): GradientCase[] {
  return Object.entries(windows).map(([name, window]) => build(name, window));
}

const pools: Readonly<
  Record<string, { input: readonly number[]; output: readonly number[]; attributes: PlainAttributes }>
> = {
  valid: {
    input: [1, 4, 2, 4, 1],
    output: [1, 2, 1, 2, 1],
    attributes: { ksize: [1, 2, 2, 2, 1], strides: [1, 2, 2, 2, 1], padding: 'VALID' },
  },
  'overlapping, cut at the edge': {
    input: [1, 3, 3, 2, 2],
    output: [1, 3, 2, 2, 2],
    attributes: { ksize: [1, 3, 2, 2, 1], strides: [1, 1, 2, 1, 1], padding: 'SAME' },
  },
};

/** Volumes of fixed numbers, and the largest of each window: what decides where gradients go. */
function maximaIn(like: Tensor, shape: readonly number[], attributes: PlainAttributes): [Tensor, Tensor] {
  const volumes = floats(like, shape, [...sample(shape).values]);
  return [volumes, op('MaxPool3D', [volumes], attributes)];
}

export const volumeCases: GradientCases = {
  MaxPool3D: Object.entries(pools).map(([name, { input, attributes }]) =>
    gradientCase(name, [sample(input)], (x) => op('MaxPool3D', [x], attributes)),
  ),
  MaxPool3DGrad: Object.entries(pools).map(([name, { input, output, attributes }]) =>
    gradientCase(name, [sample(output)], (dy) =>
      op('MaxPool3DGrad', [...maximaIn(dy, input, attributes), dy], attributes),
    ),
  ),
  MaxPool3DGradGrad: Object.entries(pools).map(([name, { input, attributes }]) =>
    gradientCase(name, [sample(input, -1, 3)], (dx) =>
      op('MaxPool3DGradGrad', [...maximaIn(dx, input, attributes), dx], attributes),
    ),
  ),
  AvgPool3D: Object.entries(pools).map(([name, { input, attributes }]) =>
    gradientCase(name, [sample(input)], (x) => op('AvgPool3D', [x], attributes)),
  ),
  AvgPool3DGrad: Object.entries(pools).map(([name, { input, output, attributes }]) =>
    gradientCase(name, [sample(output)], (dy) => op('AvgPool3DGrad', [ints(input), dy], attributes)),
  ),
  Conv3D: cases((name, { input, filter, attributes }) =>
    gradientCase(name, [sample(input), sample(filter)], (x, w) => op('Conv3D', [x, w], attributes)),
  ),
  Conv3DBackpropInputV2: cases((name, { input, filter, output, attributes }) =>
    gradientCase(name, [sample(filter), sample(output)], (w, dy) =>
      op('Conv3DBackpropInputV2', [ints(input), w, dy], attributes),
    ),
  ),
  Conv3DBackpropFilterV2: cases((name, { input, filter, output, attributes }) =>
    gradientCase(name, [sample(input), sample(output)], (x, dy) =>
      op('Conv3DBackpropFilterV2', [x, ints(filter), dy], attributes),
    ),
  ),
};
