/** Elementwise functions of two broadcast operands, and choices between two. */

import { op } from '../../../engine/ops/index.ts';
import {
  applied,
  bools,
  floats,
  type GradientCase,
  type GradientCases,
  gradientCase,
  sample,
} from '../gradient-case.ts';

type Stretch = readonly [from: number, to: number];

/** Where to check each function: a stretch for x and one for y. */
const domains: Readonly<Record<string, readonly (readonly [x: Stretch, y: Stretch])[]>> = {
  Add: [
    [
      [-2, 2],
      [-2, 2],
    ],
  ],
  AddV2: [
    [
      [-2, 2],
      [-2, 2],
    ],
  ],
  Atan2: [
    [
      [0.3, 2],
      [0.4, 2],
    ],
    [
      [-2, -0.4],
      [-2, -0.3],
    ],
  ],
  Div: [
    [
      [-2, 2],
      [0.5, 2],
    ],
  ],
  DivNoNan: [
    [
      [-2, 2],
      [-2, -0.5],
    ],
  ],
  FloorMod: [
    [
      [0.3, 5.3],
      [1.1, 2],
    ],
    [
      [-5.2, 5.1],
      [-2, -1.1],
    ],
  ],
  Maximum: [
    [
      [-2, 2],
      [-1.8, 2.3],
    ],
  ],
  Minimum: [
    [
      [-2, 2],
      [-1.8, 2.3],
    ],
  ],
  Igamma: [
    [
      [0.6, 5],
      [0.4, 6],
    ],
  ],
  Igammac: [
    [
      [0.6, 5],
      [0.4, 6],
    ],
  ],
  Mul: [
    [
      [-2, 2],
      [-2, 2],
    ],
  ],
  MulNoNan: [
    [
      [-2, 2],
      [-2, 2],
    ],
  ],
  Pow: [
    [
      [0.3, 2],
      [-2, 2.5],
    ],
  ],
  RealDiv: [
    [
      [-2, 2],
      [0.5, 2],
    ],
  ],
  SquaredDifference: [
    [
      [-2, 2],
      [-1, 3],
    ],
  ],
  Sub: [
    [
      [-2, 2],
      [-2, 2],
    ],
  ],
  Xdivy: [
    [
      [-2, 2],
      [0.5, 2],
    ],
  ],
  Xlogy: [
    [
      [-2, 2],
      [0.3, 3],
    ],
  ],
};

/** How the operands are broadcast. */
const shapePairs: readonly (readonly [x: readonly number[], y: readonly number[]])[] = [
  [
    [2, 3],
    [2, 3],
  ],
  [[], []],
  [[2, 3], [3]],
  [[], [2, 2]],
  [
    [2, 1],
    [1, 3],
  ],
  [
    [2, 1, 2],
    [3, 1],
  ],
  [
    [0, 2],
    [1, 2],
  ],
];

const broadcastCases = (type: string): GradientCase[] =>
  domains[type].flatMap(([x, y], i) =>
    shapePairs
      .slice(0, i === 0 ? undefined : 1)
      .map(([shapeX, shapeY]) =>
        applied(type, `[${shapeX}] and [${shapeY}], x from ${x[0]}`, [sample(shapeX, ...x), sample(shapeY, ...y)]),
      ),
  );

const condition = [true, false, false, true, false, true];

export const binaryCases: GradientCases = {
  ...Object.fromEntries(Object.keys(domains).map((type) => [type, broadcastCases(type)])),
  Pow: [
    ...broadcastCases('Pow'),
    gradientCase('a negative base to whole powers', [sample([4], -2, -0.5)], (x) =>
      op('Pow', [x, floats(x, [4], [2, 3, 1, -2])]),
    ),
  ],
  DivNoNan: [
    ...broadcastCases('DivNoNan'),
    gradientCase('by zero, where it is zero', [sample([3])], (x) => op('DivNoNan', [x, floats(x, [3], [2, 0, -1])])),
  ],
  // The gradient with respect to a has none of its own, so that the second derivative of both is checked by neither.
  Igamma: broadcastCases('Igamma').map((one) => ({ ...one, second: 'missing' as const })),
  Igammac: broadcastCases('Igammac').map((one) => ({ ...one, second: 'missing' as const })),
  Betainc: [
    gradientCase('with respect to x', [sample([4], 0.1, 0.9)], (x) =>
      op('Betainc', [floats(x, [4], [0.5, 2, 3.5, 6]), floats(x, [4], [2, 0.7, 4, 1.5]), x]),
    ),
    gradientCase('numbers beside a vector', [sample([3], 0.1, 0.9)], (x) =>
      op('Betainc', [floats(x, [], [2]), floats(x, [], [3]), x]),
    ),
    gradientCase('one number beside a vector', [sample([], 0.1, 0.9)], (x) =>
      op('Betainc', [floats(x, [], [2]), floats(x, [3], [1, 2, 3]), x]),
    ),
    gradientCase('one number for two vectors', [sample([], 0.1, 0.9)], (x) =>
      op('Betainc', [floats(x, [3], [0.5, 2, 4]), floats(x, [3], [1, 2, 3]), x]),
    ),
  ],
  Mul: [...broadcastCases('Mul'), gradientCase('of a tensor with itself', [sample([4])], (x) => op('Mul', [x, x]))],
  AddN: [
    gradientCase('of three', [sample([2, 2]), sample([2, 2]), sample([2, 2])], (...xs) => op('AddN', [xs])),
    gradientCase('of the same twice', [sample([3])], (x) => op('AddN', [[x, x]])),
  ],
  AccumulateNV2: [
    gradientCase('of two', [sample([2, 2]), sample([2, 2])], (...xs) =>
      op('AccumulateNV2', [xs], { shape: xs[0].shape }),
    ),
  ],
  Polygamma: [
    // TensorFlow gives no gradient with respect to the order.
    ...[1, 2, 3].map((order) =>
      gradientCase(`of order ${order}`, [sample([4], 0.6, 4)], (x) => op('Polygamma', [floats(x, [], [order]), x])),
    ),
    gradientCase('of several orders', [sample([2], 1, 3)], (x) => op('Polygamma', [floats(x, [3, 1], [1, 2, 4]), x])),
  ],
  Zeta: [
    ...[1.5, 3].map((s) =>
      gradientCase(`of exponent ${s}`, [sample([4], 0.6, 4)], (q) => op('Zeta', [floats(q, [], [s]), q])),
    ),
    gradientCase('of several exponents', [sample([2], 1, 3)], (q) => op('Zeta', [floats(q, [3, 1], [2, 3.5, 5]), q])),
  ],
  Select: [
    gradientCase('element by element', [sample([2, 3]), sample([2, 3], -3, 1)], (x, y) =>
      op('Select', [bools([2, 3], condition), x, y]),
    ),
    gradientCase('row by row', [sample([2, 3]), sample([2, 3], -3, 1)], (x, y) =>
      op('Select', [bools([2], [false, true]), x, y]),
    ),
    gradientCase('all or nothing', [sample([3]), sample([3], -3, 1)], (x, y) =>
      op('Select', [bools([], [true]), x, y]),
    ),
  ],
  SelectV2: [
    gradientCase('element by element', [sample([2, 3]), sample([2, 3], -3, 1)], (x, y) =>
      op('SelectV2', [bools([2, 3], condition), x, y]),
    ),
    gradientCase('all broadcast', [sample([3]), sample([2, 1], -3, 1)], (x, y) =>
      op('SelectV2', [bools([2, 1, 1], [false, true]), x, y]),
    ),
  ],
};
