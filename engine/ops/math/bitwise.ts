/** Integers as rows of bits. */

import { typeSets } from '../registry/index.ts';
import { defineBinary, of } from './binary.ts';
import { defineUnary, of as unaryOf } from './unary.ts';

const { integers } = typeSets;

defineUnary({
  Invert: { expr: unaryOf('bitNot'), dtypes: integers, gradient: 'none' },
});

defineBinary({
  BitwiseAnd: { expr: of('bitAnd'), dtypes: integers, gradient: 'none' },
  BitwiseOr: { expr: of('bitOr'), dtypes: integers, gradient: 'none' },
  BitwiseXor: { expr: of('bitXor'), dtypes: integers, gradient: 'none' },
  LeftShift: { expr: of('shiftLeft'), dtypes: integers, gradient: 'none' },
  RightShift: { expr: of('shiftRight'), dtypes: integers, gradient: 'none' },
});
