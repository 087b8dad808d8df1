/** Trigonometric functions of angles in radians, and their inverses. */

import type { Tensor } from '../../graph/index.ts';
import { op, typeSets } from '../registry/index.ts';
import { add, mul, neg, sub } from './arithmetic.ts';
import { defineUnary, of } from './unary.ts';

const f = typeSets.floats;
const apply = (type: string, x: Tensor): Tensor => op(type, [x]);

/** dy / √(1 − x²) */
const overCircle = (x: Tensor, dy: Tensor): Tensor =>
  mul(dy, apply('Reciprocal', apply('Sqrt', sub(1, apply('Square', x)))));

defineUnary({
  Sin: { expr: of('sin'), dtypes: f, gradient: ({ x, dy }) => mul(dy, apply('Cos', x)) },
  Cos: { expr: of('cos'), dtypes: f, gradient: ({ x, dy }) => mul(neg(dy), apply('Sin', x)) },
  Tan: {
    expr: of('tan'),
    dtypes: f,
    gradient: ({ x, dy }) => mul(dy, apply('Square', apply('Reciprocal', apply('Cos', x)))),
  },
  Asin: { expr: of('asin'), dtypes: f, gradient: ({ x, dy }) => overCircle(x, dy) },
  Acos: { expr: of('acos'), dtypes: f, gradient: ({ x, dy }) => neg(overCircle(x, dy)) },
  Atan: {
    expr: of('atan'),
    dtypes: f,
    gradient: ({ x, dy }) => mul(dy, apply('Reciprocal', add(1, apply('Square', x)))),
  },
});
