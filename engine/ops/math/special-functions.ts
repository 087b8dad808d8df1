/** Error function, gamma function and their relatives. */

import type { Tensor } from '../../graph/index.ts';
import { scalarTensor } from '../constant.ts';
import { op, typeSets } from '../registry/index.ts';
import { add, select as choose, greater, mul, neg, sub, truediv } from './arithmetic.ts';
import { defineUnary, of } from './unary.ts';

/** dy · 2/√π · exp(−x²) */
const bell = (x: Tensor, dy: Tensor): Tensor =>
  mul(mul(2 / Math.sqrt(Math.PI), dy), op('Exp', [neg(op('Square', [x]))]));

defineUnary({
  Erf: { expr: of('erf'), dtypes: typeSets.floats, gradient: ({ x, dy }) => bell(x, dy) },
  Erfc: { expr: of('erfc'), dtypes: typeSets.floats, gradient: ({ x, dy }) => neg(bell(x, dy)) },
  Lgamma: { expr: of('lgamma'), dtypes: typeSets.floats, gradient: ({ x, dy }) => mul(dy, op('Digamma', [x])) },
  Erfinv: {
    expr: of('erfinv'),
    dtypes: typeSets.floats,
    gradient: ({ y, dy }) => mul(mul(dy, Math.sqrt(Math.PI) / 2), op('Exp', [op('Square', [y])])),
  },
  /** The inverse of the normal distribution's function. */
  Ndtri: {
    expr: of('ndtri'),
    dtypes: typeSets.floats,
    gradient: ({ y, dy }) => mul(mul(dy, Math.sqrt(2 * Math.PI)), op('Exp', [truediv(op('Square', [y]), 2)])),
  },
  /** Modified Bessel functions, times exp(−|x|). */
  BesselI0e: {
    expr: of('besselI0e'),
    dtypes: typeSets.floats,
    gradient: ({ x, y, dy }) => mul(dy, sub(op('BesselI1e', [x]), mul(op('Sign', [x]), y))),
  },
  BesselI1e: { expr: of('besselI1e'), dtypes: typeSets.floats, gradient: besselI1eGradient },
  Digamma: {
    expr: of('digamma'),
    dtypes: typeSets.floats,
    gradient: ({ x, dy }) => mul(dy, op('Polygamma', [scalarTensor(1, x.dtype, 'Polygamma/a'), x])),
  },
});

/** I₀ and what the factor exp(−|x|) adds; at 0, where that divides by 0, the slope is ½. */
function besselI1eGradient({ x, y, dy }: { x: Tensor; y: Tensor; dy: Tensor }): Tensor {
  const epsilon = x.dtype === 'float64' ? 2 ** -52 : 2 ** -23;
  const zeros = op('ZerosLike', [x], {}, 'zeros_like');
  const isAside = greater(op('Abs', [x]), epsilon);
  const safe = choose(isAside, x, add(epsilon, zeros));
  const around = sub(op('BesselI0e', [safe]), mul(y, add(op('Sign', [safe]), op('Reciprocal', [safe]))));
  return mul(dy, choose(isAside, around, add(0.5, zeros)));
}
