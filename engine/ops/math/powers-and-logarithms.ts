/** Roots, reciprocals, exponentials and logarithms. */

import { isFloating } from '../../graph/index.ts';
import { binary, type Expr, unary } from '../kernel-language/index.ts';
import { op, typeSets } from '../registry/index.ts';
import { add, mul } from './arithmetic.ts';
import { defineUnary, like, of, signedNumeric, type UnaryRow } from './unary.ts';

/** On integers it truncates, as any division of them. */
const reciprocal = (x: Expr): Expr => (isFloating(x.dtype) ? unary('reciprocal', x) : binary('div', like(x, 1), x));

const inverse = (gradientType: string): UnaryRow => ({
  expr: reciprocal,
  dtypes: signedNumeric,
  gradient: ({ y, dy }) => op(gradientType, [y, dy]),
});

defineUnary({
  Sqrt: { expr: of('sqrt'), dtypes: typeSets.floats, gradient: ({ y, dy }) => op('SqrtGrad', [y, dy]) },
  Rsqrt: { expr: of('rsqrt'), dtypes: typeSets.floats, gradient: ({ y, dy }) => op('RsqrtGrad', [y, dy]) },
  Reciprocal: inverse('ReciprocalGrad'),
  /** The older name of Reciprocal. */
  Inv: inverse('InvGrad'),
  Exp: { expr: of('exp'), dtypes: typeSets.floats, gradient: ({ y, dy }) => mul(dy, y) },
  Expm1: { expr: of('expm1'), dtypes: typeSets.floats, gradient: ({ x, dy }) => mul(dy, op('Exp', [x])) },
  Log: { expr: of('log'), dtypes: typeSets.floats, gradient: ({ x, dy }) => mul(dy, op('Reciprocal', [x])) },
  Log1p: {
    expr: of('log1p'),
    dtypes: typeSets.floats,
    gradient: ({ x, dy }) => mul(dy, op('Reciprocal', [add(1, x)])),
  },
});
