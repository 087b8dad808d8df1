/** Hyperbolic functions, their inverses, and the logistic sigmoid. */

import type { Tensor } from '../../graph/index.ts';
import { op, typeSets } from '../registry/index.ts';
import { mul, sub, truediv } from './arithmetic.ts';
import { defineUnary, of } from './unary.ts';

const f = typeSets.floats;
const apply = (type: string, x: Tensor): Tensor => op(type, [x]);

defineUnary({
  Sinh: { expr: of('sinh'), dtypes: f, gradient: ({ x, dy }) => mul(dy, apply('Cosh', x)) },
  Cosh: { expr: of('cosh'), dtypes: f, gradient: ({ x, dy }) => mul(dy, apply('Sinh', x)) },
  Tanh: { expr: of('tanh'), dtypes: f, gradient: ({ y, dy }) => op('TanhGrad', [y, dy]) },
  Asinh: { expr: of('asinh'), dtypes: f, gradient: ({ y, dy }) => truediv(dy, apply('Cosh', y)) },
  Acosh: { expr: of('acosh'), dtypes: f, gradient: ({ y, dy }) => truediv(dy, apply('Sinh', y)) },
  Atanh: {
    expr: of('atanh'),
    dtypes: f,
    gradient: ({ x, dy }) => mul(dy, apply('Reciprocal', sub(1, apply('Square', x)))),
  },
  Sigmoid: { expr: of('sigmoid'), dtypes: f, gradient: ({ y, dy }) => op('SigmoidGrad', [y, dy]) },
});
