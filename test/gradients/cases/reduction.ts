/** Reductions over axes and running sums and products along one. */

import type { Tensor } from '../../../engine/graph/index.ts';
import { op } from '../../../engine/ops/index.ts';
import {
  floats,
  type GradientCase,
  type GradientCases,
  gradientCase,
  ints,
  longs,
  type Sample,
  sample,
} from '../gradient-case.ts';

interface Axes {
  readonly name: string;
  readonly axes: () => Tensor;
  readonly keepDims?: boolean;
}

const axesCases: readonly Axes[] = [
  { name: 'the first axis', axes: () => ints([0]) },
  { name: 'the last axis, counted from the end', axes: () => ints([-1]) },
  { name: 'the last axis, kept', axes: () => ints([-1]), keepDims: true },
  { name: 'two axes in any order', axes: () => ints([2, 0]) },
  { name: 'two axes of int64, kept', axes: () => longs([-3, 1]), keepDims: true },
  { name: 'all axes', axes: () => ints([0, 1, 2]) },
  { name: 'all axes, kept', axes: () => ints([0, 1, 2]), keepDims: true },
  { name: 'no axis', axes: () => ints([]) },
  { name: 'one axis as a scalar', axes: () => ints(1) },
];

const input = () => sample([2, 3, 2], -2, 2.1);

function over(type: string, tensor: Sample = input(), options: Partial<GradientCase> = {}): GradientCase[] {
  return axesCases.map(({ name, axes, keepDims }) =>
    gradientCase(name, [tensor], (x) => op(type, [x, axes()], { keep_dims: keepDims ?? false }), options),
  );
}

const scalar = (type: string) => gradientCase('of a scalar', [sample([])], (x) => op(type, [x, ints([])]));
const empty = (type: string) => gradientCase('of nothing', [sample([0, 2])], (x) => op(type, [x, ints([0])]));

/** Some elements replaced. */
function withValues({ shape, values }: Sample, replaced: Readonly<Record<number, number>>): Sample {
  return { shape, values: values.map((value, i) => replaced[i] ?? value) };
}

function scans(type: string, from: number, to: number): GradientCase[] {
  const flags = [false, true].flatMap((exclusive) => [false, true].map((reverse) => ({ exclusive, reverse })));
  return flags.flatMap(({ exclusive, reverse }) =>
    [0, -1].map((axis) =>
      gradientCase(
        `along axis ${axis}${exclusive ? ', exclusive' : ''}${reverse ? ', reverse' : ''}`,
        [sample([2, 3], from, to)],
        (x) => op(type, [x, ints(axis)], { exclusive, reverse }),
      ),
    ),
  );
}

export const reductionCases: GradientCases = {
  // What is exclusive begins with −∞.
  CumulativeLogsumexp: scans('CumulativeLogsumexp', -2, 2).map((one) => ({
    ...one,
    build: (x) => op('Maximum', [one.build(x) as Tensor, floats(x, [], [-1e3])]),
  })),
  EuclideanNorm: [...over('EuclideanNorm'), scalar('EuclideanNorm')],
  Sum: [...over('Sum'), scalar('Sum'), empty('Sum')],
  Mean: [...over('Mean'), scalar('Mean')],
  Prod: [
    ...over('Prod', sample([2, 3, 2], 0.5, 1.7)),
    scalar('Prod'),
    empty('Prod'),
    // The gradient is right beside zeros too; the gradient of the gradient divides by them, as TensorFlow's does.
    gradientCase('with a zero', [withValues(sample([2, 3]), { 1: 0 })], (x) => op('Prod', [x, ints([1])]), {
      second: 'not the slope',
    }),
    gradientCase('with two zeros', [withValues(sample([4]), { 1: 0, 2: 0 })], (x) => op('Prod', [x, ints([0])]), {
      second: 'not the slope',
    }),
  ],
  Max: [...over('Max'), scalar('Max')],
  Min: [...over('Min'), scalar('Min')],
  Cumsum: scans('Cumsum', -2, 2),
  Cumprod: scans('Cumprod', 0.4, 1.8),
};
