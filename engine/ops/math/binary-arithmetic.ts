/** Sums, products, quotients, remainders and powers of two tensors. */

import type { Tensor } from '../../graph/index.ts';
import { binary, type Expr, select } from '../kernel-language/index.ts';
import { type LoweringRule, op, typeSets } from '../registry/index.ts';
import { add, select as choose, floordiv, greater, mul, neg, pow, sub, truediv } from './arithmetic.ts';
import { type BinaryGradient, type BinaryOperands, type BinaryRow, defineBinary, of } from './binary.ts';
import { elementRules as known } from './integer-value.ts';
import { like, signedNumeric as signed } from './unary.ts';

const { numeric, floats, integers } = typeSets;

/** Strings have no expressions: `Add` joins them on the host. */
const addOrJoin: LoweringRule = (c) => {
  const [{ shape, dtype }] = c.outputs;
  if (dtype !== 'string') return [c.b.map(c.inputs, of('add'), shape)];
  const parts = c.inputs.map((input) => c.b.broadcast(input, shape));
  return c.b.host({ name: 'StringJoin', separator: '' }, parts, [{ dtype, shape }]);
};

const addRow: BinaryRow = {
  expr: of('add'),
  dtypes: numeric,
  element: known.add,
  gradient: { x: ({ dz }) => dz, y: ({ dz }) => dz },
};

const quotientGradient = (divide: (x: Tensor, y: Tensor) => Tensor): BinaryGradient => ({
  x: ({ y, dz }) => divide(dz, y),
  y: ({ x, y, dz }) => mul(dz, divide(divide(neg(x), y), y)),
});
const divideAs =
  (type: string) =>
  (x: Tensor, y: Tensor): Tensor =>
    op(type, [x, y]);

/** Zero where the divisor is zero. */
const divNoNan = (x: Expr, y: Expr): Expr => select(binary('equal', y, like(y, 0)), like(x, 0), binary('div', x, y));

defineBinary({
  Add: { ...addRow, dtypes: [...numeric, 'string'], lower: addOrJoin },
  /** What newer graphs have in place of Add. */
  AddV2: addRow,
  Sub: {
    expr: of('sub'),
    dtypes: numeric,
    element: known.sub,
    gradient: { x: ({ dz }) => dz, y: ({ dz }) => neg(dz) },
  },
  Mul: {
    expr: of('mul'),
    dtypes: numeric,
    element: known.mul,
    gradient: { x: ({ y, dz }) => op('Mul', [dz, y]), y: ({ x, dz }) => op('Mul', [x, dz]) },
  },
  /** Integers truncate. */
  Div: { expr: of('div'), dtypes: numeric, element: known.truncateDiv, gradient: quotientGradient(divideAs('Div')) },
  RealDiv: { expr: of('div'), dtypes: floats, gradient: quotientGradient(divideAs('RealDiv')) },
  TruncateDiv: { expr: of('div'), dtypes: integers, element: known.truncateDiv, gradient: 'none' },
  FloorDiv: { expr: of('floorDiv'), dtypes: numeric, element: known.floorDiv, gradient: 'none' },
  /** Zero where y is zero, even times infinity or NaN. */
  MulNoNan: {
    expr: (x, y) => select(binary('equal', y, like(y, 0)), like(x, 0), binary('mul', x, y)),
    dtypes: floats,
    gradient: { x: ({ y, dz }) => op('MulNoNan', [dz, y]), y: ({ x, dz }) => op('MulNoNan', [x, dz]) },
  },
  DivNoNan: { expr: divNoNan, dtypes: floats, gradient: quotientGradient(divideAs('DivNoNan')) },
  FloorMod: {
    expr: of('floorMod'),
    dtypes: signed,
    element: known.floorMod,
    gradient: { x: ({ dz }) => dz, y: ({ x, y, dz }) => mul(dz, neg(floordiv(x, y))) },
  },
  /** The sign of the dividend, as C's remainder. */
  TruncateMod: { expr: of('truncateMod'), dtypes: signed, element: known.truncateMod, gradient: 'missing' },
  Mod: { expr: of('truncateMod'), dtypes: signed, element: known.truncateMod, gradient: 'missing' },
  SquaredDifference: {
    expr: (x, y) => {
      const difference = binary('sub', x, y);
      return binary('mul', difference, difference);
    },
    dtypes: signed,
    gradient: {
      shared: ({ x, y, dz }) => mul(mul(2, dz), sub(x, y)),
      x: ({ shared }) => shared,
      y: ({ shared }) => neg(shared),
    },
  },
  Pow: {
    expr: of('pow'),
    dtypes: signed,
    gradient: { x: ({ x, y, dz }) => mul(mul(dz, y), pow(x, sub(y, 1))), y: powerGradient },
  },
  Maximum: { expr: of('max'), dtypes: signed, element: known.max, gradient: selectedBy('GreaterEqual') },
  Minimum: { expr: of('min'), dtypes: signed, element: known.min, gradient: selectedBy('LessEqual') },
  /** The angle of the point (y, x): the first operand is the ordinate. */
  Atan2: {
    expr: of('atan2'),
    dtypes: floats,
    gradient: {
      shared: ({ x, y, dz }) => truediv(dz, add(op('Square', [x]), op('Square', [y]))),
      x: ({ y: abscissa, shared }) => mul(abscissa, shared),
      y: ({ x: ordinate, shared }) => mul(neg(ordinate), shared),
    },
  },
});

/** dz · z · log x, with 0 for log x where x is not positive: there is no real answer there. */
function powerGradient({ x, z, dz }: BinaryOperands): Tensor {
  const positive = greater(x, 0);
  const safe = choose(positive, x, op('OnesLike', [x], {}, 'ones_like'));
  const logarithm = choose(positive, op('Log', [safe]), op('ZerosLike', [x], {}, 'zeros_like'));
  return mul(mul(dz, z), logarithm);
}

/** The gradient goes to the operand that was chosen; to the first of two equal ones. */
function selectedBy(comparison: string): BinaryGradient {
  const zeros = (dz: Tensor) => op('ZerosLike', [dz], {}, 'zeros');
  return {
    shared: ({ x, y }) => op(comparison, [x, y]),
    x: ({ dz, shared }) => choose(shared, dz, zeros(dz)),
    y: ({ dz, shared }) => choose(shared, zeros(dz), dz),
  };
}
