/** Elementwise functions of one operand, each on a stretch where it is smooth. */

import { applied, type GradientCases, sample } from '../gradient-case.ts';

/** Where to check each function: stretches of its domain. */
const domains: Readonly<Record<string, readonly (readonly [from: number, to: number])[]>> = {
  Abs: [[-2, 2]],
  Acos: [[-0.9, 0.9]],
  Acosh: [[1.2, 4]],
  Asin: [[-0.9, 0.9]],
  Asinh: [[-3, 3]],
  Atan: [[-3, 3]],
  Atanh: [[-0.9, 0.9]],
  BesselI0e: [
    [0.3, 5],
    [-30, -20],
  ],
  BesselI1e: [
    [0.3, 5],
    [-30, -20],
  ],
  Cos: [[-4, 4]],
  Cosh: [[-2, 2]],
  Digamma: [
    [0.3, 5],
    [-2.7, -2.3],
  ],
  Elu: [[-2, 2]],
  Erf: [[-2, 2]],
  Erfc: [[-2, 2]],
  Erfinv: [[-0.9, 0.9]],
  Exp: [[-2, 2]],
  Expm1: [[-2, 2]],
  Inv: [
    [0.4, 3],
    [-3, -0.4],
  ],
  Lgamma: [
    [0.3, 5],
    [-2.7, -2.3],
  ],
  Log: [[0.2, 4]],
  Log1p: [[-0.7, 3]],
  Ndtri: [[0.05, 0.95]],
  Neg: [[-2, 2]],
  Reciprocal: [
    [0.4, 3],
    [-3, -0.4],
  ],
  Relu: [[-2, 2]],
  Relu6: [[-3, 9]],
  Rsqrt: [[0.3, 4]],
  Selu: [[-2, 2]],
  Sigmoid: [
    [-3, 3],
    [20, 30],
  ],
  Sign: [[-2, 2]],
  Sin: [[-4, 4]],
  Sinh: [[-2, 2]],
  Softplus: [
    [-3, 3],
    [20, 40],
    [-40, -20],
  ],
  Sqrt: [[0.3, 4]],
  Square: [[-2, 2]],
  Tan: [[-1.2, 1.2]],
  Tanh: [
    [-2, 2],
    [10, 20],
  ],
};

export const unaryCases: GradientCases = {
  ...Object.fromEntries(
    Object.entries(domains).map(([type, stretches]) => [
      type,
      [
        ...stretches.map(([from, to]) => applied(type, `between ${from} and ${to}`, [sample([2, 3], from, to)])),
        applied(type, 'of a scalar', [sample([], ...stretches[0])]),
      ],
    ]),
  ),
  Softsign: [applied('Softsign', 'between -2 and 2', [sample([2, 3])], {}, { second: 'missing' })],
  LeakyRelu: [
    applied('LeakyRelu', 'with the default slope', [sample([2, 3])]),
    applied('LeakyRelu', 'with slope 0.05', [sample([6])], { alpha: 0.05 }),
  ],
};
