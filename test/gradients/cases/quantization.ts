/**
 * Rounding to few numbers: the gradient is the slope of the stairs as a whole, so differences are taken over whole steps. What
 * flows to the ends of a range is no slope; TensorFlow's numbers are in the golden values.
 */

import { op } from '../../../engine/ops/index.ts';
import { floats, type GradientCase, type GradientCases, gradientCase } from '../gradient-case.ts';

/** Of 16 numbers from −4 to 3.5 neighbours are 0.5 apart. */
const bits = { num_bits: 4 };
const inside = [-3.1, -1.9, -0.6, 0.1, 1.2, 2.4];
const outside = [-5.1, 4.7, 0.9, -9.2, 2.1, 8.3];

function cases(type: string, ends: readonly (readonly number[])[]): GradientCase[] {
  return Object.entries({ inside, outside }).map(([name, values]) =>
    gradientCase(
      name,
      [{ shape: [2, 3], values: Float64Array.from(values) }],
      (x) => {
        const shape = type.endsWith('Channel') ? [3] : [];
        const like = { dtype: 'float32' } as typeof x;
        const range = ends.map((each) => floats(like, shape, each));
        const attributes = ends.length > 0 ? bits : { ...bits, min: -4, max: 3.5 };
        return op(type, [op('Cast', [x], { DstT: 'float32' }), ...range], attributes);
      },
      // TensorFlow's gradient of it has none of its own.
      { second: 'not the slope', tolerance: 1e-4, step: 0.5 },
    ),
  );
}

export const quantizationCases: GradientCases = {
  FakeQuantWithMinMaxArgs: cases('FakeQuantWithMinMaxArgs', []),
  FakeQuantWithMinMaxVars: cases('FakeQuantWithMinMaxVars', [[-4], [3.5]]),
  FakeQuantWithMinMaxVarsPerChannel: cases('FakeQuantWithMinMaxVarsPerChannel', [
    [-4, -4, -4],
    [3.5, 3.5, 3.5],
  ]),
};
