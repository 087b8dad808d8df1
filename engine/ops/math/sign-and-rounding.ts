/** Sign, magnitude and rounding. */

import { isFloating, isKnown, subtractDims } from '../../graph/index.ts';
import { binary, unary } from '../kernel-language/index.ts';
import { op, typeSets } from '../registry/index.ts';
import { mul, neg } from './arithmetic.ts';
import { defineUnary, of, signedNumeric } from './unary.ts';

defineUnary({
  Neg: {
    expr: of('neg'),
    dtypes: signedNumeric,
    element: (x) => subtractDims(0, x),
    gradient: ({ dy }) => neg(dy),
  },
  Abs: {
    expr: of('abs'),
    dtypes: signedNumeric,
    element: (x) => (isKnown(x) ? Math.abs(x) : null),
    gradient: ({ x, dy }) => mul(dy, op('Sign', [x])),
  },
  // Constant but for the jump at zero.
  Sign: { expr: of('sign'), dtypes: signedNumeric, gradient: ({ x }) => op('ZerosLike', [x], {}, 'zeros_like') },
  Square: {
    expr: (x) => binary('mul', x, x),
    dtypes: signedNumeric,
    element: (x) => (isKnown(x) ? x * x : null),
    gradient: ({ x, dy }) => mul(dy, mul(x, 2)),
  },
  Ceil: { expr: of('ceil'), dtypes: typeSets.floats, gradient: 'none' },
  Floor: { expr: of('floor'), dtypes: typeSets.floats, gradient: 'none' },
  /** Halves to even, as NumPy. */
  Round: {
    expr: (x) => (isFloating(x.dtype) ? unary('round', x) : x),
    dtypes: signedNumeric,
    gradient: 'none',
  },
  Rint: { expr: of('round'), dtypes: typeSets.floats, gradient: 'none' },
  IsNan: { expr: of('isNan'), dtypes: typeSets.floats, output: 'bool', gradient: 'none' },
  IsInf: { expr: of('isInf'), dtypes: typeSets.floats, output: 'bool', gradient: 'none' },
  IsFinite: { expr: of('isFinite'), dtypes: typeSets.floats, output: 'bool', gradient: 'none' },
});
