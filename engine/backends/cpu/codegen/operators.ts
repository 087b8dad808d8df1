/**
 * The operators of expressions as JavaScript, one row an operator, one column a class of element types. A row without
 * the column means that the operator is not defined for it.
 *
 * Texts come in atomic or bracketed form and results are bracketed where they are not calls. float32 results of the
 * operators in `exactOnFloats` need no rounding; all others are computed in double and rounded by whoever uses them.
 */

import type { DType } from '../../../graph/index.ts';
import type { BinaryOp, UnaryOp } from '../../../ops/kernel-language/index.ts';

/** Element types that share code. */
export type ElementClass = 'float' | 'int32' | 'uint8' | 'int64' | 'bool' | 'string';

export const classOf: Record<DType, ElementClass> = {
  float32: 'float',
  float64: 'float',
  int32: 'int32',
  uint8: 'uint8',
  int64: 'int64',
  bool: 'bool',
  string: 'string',
  resource: 'int32',
};

type Code<A extends string[]> = (...args: [...A, dtype: DType]) => string;
export type UnaryRow = Partial<Record<ElementClass, Code<[x: string]>>>;
export type BinaryRow = Partial<Record<ElementClass, Code<[x: string, y: string]>>>;

/** Operators whose value at float32 operands is a float32 without rounding. */
export const exactOnFloats: ReadonlySet<UnaryOp | BinaryOp> = new Set<UnaryOp | BinaryOp>([
  'neg',
  'abs',
  'sign',
  'ceil',
  'floor',
  'round',
  'max',
  'min',
  'floorMod',
  'truncateMod',
]);

const call = (name: string): UnaryRow => ({ float: (x) => `${name}(${x})` });
const same = (x: string) => x;
const wrap = (text: string) => `BigInt.asIntN(64, ${text})`;

/** Predicates give the text of a JavaScript boolean. */
const whole: UnaryRow = { int32: same, uint8: same, int64: same };
const never = () => 'false';
const always = () => 'true';

export const unaryCode: Record<UnaryOp, UnaryRow> = {
  neg: {
    float: (x) => `(-${x})`,
    int32: (x) => `(-${x} | 0)`,
    uint8: (x) => `(-${x} & 255)`,
    int64: (x) => wrap(`-${x}`),
  },
  abs: {
    float: (x) => `Math.abs(${x})`,
    int32: (x) => `(Math.abs(${x}) | 0)`,
    uint8: same,
    int64: (x) => `absBig(${x})`,
  },
  sign: {
    float: (x) => `Math.sign(${x})`,
    int32: (x) => `(Math.sign(${x}) | 0)`,
    uint8: (x) => `Math.sign(${x})`,
    int64: (x) => `signBig(${x})`,
  },
  exp: call('Math.exp'),
  expOfNegative: call('Math.exp'),
  expm1: call('Math.expm1'),
  log: call('Math.log'),
  log1p: call('Math.log1p'),
  sqrt: call('Math.sqrt'),
  rsqrt: { float: (x) => `(1 / Math.sqrt(${x}))` },
  reciprocal: {
    float: (x) => `(1 / ${x})`,
    int32: (x) => `divideInt(1, ${x})`,
    uint8: (x) => `divideInt(1, ${x})`,
    int64: (x) => `divideBig(1n, ${x})`,
  },
  sin: call('Math.sin'),
  cos: call('Math.cos'),
  tan: call('Math.tan'),
  asin: call('Math.asin'),
  acos: call('Math.acos'),
  atan: call('Math.atan'),
  sinh: call('Math.sinh'),
  cosh: call('Math.cosh'),
  tanh: call('Math.tanh'),
  asinh: call('Math.asinh'),
  acosh: call('Math.acosh'),
  atanh: call('Math.atanh'),
  sigmoid: call('sigmoid'),
  softplus: { float: (x, dtype) => `${dtype === 'float32' ? 'softplus32' : 'softplus64'}(${x})` },
  erf: call('erf'),
  erfc: call('erfc'),
  lgamma: call('lgamma'),
  digamma: call('digamma'),
  erfinv: call('erfinv'),
  ndtri: call('ndtri'),
  besselI0e: call('besselI0e'),
  besselI1e: call('besselI1e'),
  ceil: { float: (x) => `Math.ceil(${x})`, ...whole },
  floor: { float: (x) => `Math.floor(${x})`, ...whole },
  round: { float: (x) => `roundEven(${x})`, ...whole },
  bitNot: { int32: (x) => `(~${x})`, uint8: (x) => `(~${x} & 255)`, int64: (x) => `(~${x})` },
  not: { bool: (x) => `(${x} === 0)` },
  isNan: { float: (x) => `Number.isNaN(${x})`, int32: never, uint8: never, int64: never },
  isInf: { float: (x) => `(Math.abs(${x}) === Infinity)`, int32: never, uint8: never, int64: never },
  isFinite: { float: (x) => `Number.isFinite(${x})`, int32: always, uint8: always, int64: always },
};

const infix =
  (operator: string): Code<[string, string]> =>
  (x, y) =>
    `(${x} ${operator} ${y})`;
const function2 =
  (name: string): Code<[string, string]> =>
  (x, y) =>
    `${name}(${x}, ${y})`;
const masked =
  (operator: string): Code<[string, string]> =>
  (x, y) =>
    `(${x} ${operator} ${y} & 255)`;

/** Quotients and remainders of uint8 are those of int32 and need no mask. */
const checked = (onInts: string, onBigs: string): BinaryRow => ({
  int32: function2(onInts),
  uint8: function2(onInts),
  int64: function2(onBigs),
});
const numeric = (operator: string): BinaryRow => ({
  float: infix(operator),
  int32: infix(operator),
  uint8: infix(operator),
  int64: infix(operator),
  bool: infix(operator),
});

const bitwise = (operator: string): BinaryRow => ({
  int32: infix(operator),
  uint8: infix(operator),
  int64: infix(operator),
});

export const binaryCode: Record<BinaryOp, BinaryRow> = {
  add: {
    float: infix('+'),
    int32: (x, y) => `(${x} + ${y} | 0)`,
    uint8: masked('+'),
    int64: (x, y) => wrap(`${x} + ${y}`),
    string: function2('joinStrings'),
  },
  sub: {
    float: infix('-'),
    int32: (x, y) => `(${x} - ${y} | 0)`,
    uint8: masked('-'),
    int64: (x, y) => wrap(`${x} - ${y}`),
  },
  mul: {
    float: infix('*'),
    int32: function2('Math.imul'),
    uint8: masked('*'),
    int64: (x, y) => wrap(`${x} * ${y}`),
  },
  div: { float: infix('/'), ...checked('divideInt', 'divideBig') },
  floorDiv: {
    // The quotient is rounded to the type first, as TensorFlow does.
    float: (x, y, dtype) => (dtype === 'float32' ? `Math.floor(Math.fround(${x} / ${y}))` : `Math.floor(${x} / ${y})`),
    ...checked('floorDivideInt', 'floorDivideBig'),
  },
  floorMod: {
    float: (x, y, dtype) => `${dtype === 'float32' ? 'floorMod32' : 'floorMod64'}(${x}, ${y})`,
    ...checked('floorModInt', 'floorModBig'),
  },
  truncateMod: { float: infix('%'), ...checked('remainderInt', 'remainderBig') },
  pow: {
    float: function2('pow'),
    int32: function2('powInt'),
    uint8: (x, y) => `(powInt(${x}, ${y}) & 255)`,
    int64: function2('powBig'),
  },
  max: {
    float: function2('Math.max'),
    int32: function2('Math.max'),
    uint8: function2('Math.max'),
    int64: function2('maxBig'),
  },
  min: {
    float: function2('Math.min'),
    int32: function2('Math.min'),
    uint8: function2('Math.min'),
    int64: function2('minBig'),
  },
  atan2: { float: function2('Math.atan2') },
  igamma: { float: function2('igamma') },
  igammac: { float: function2('igammac') },
  igammaGradA: { float: function2('igammaGradA') },
  bitAnd: bitwise('&'),
  bitOr: bitwise('|'),
  bitXor: bitwise('^'),
  shiftLeft: {
    int32: (x, y) => `(${x} << shiftWithin(${y}, 31))`,
    uint8: (x, y) => `(${x} << shiftWithin(${y}, 7) & 255)`,
    int64: (x, y) => wrap(`${x} << shiftWithinBig(${y})`),
  },
  shiftRight: {
    int32: (x, y) => `(${x} >> shiftWithin(${y}, 31))`,
    uint8: (x, y) => `(${x} >> shiftWithin(${y}, 7))`,
    int64: (x, y) => `(${x} >> shiftWithinBig(${y}))`,
  },
  less: { ...numeric('<'), string: function2('lessString') },
  lessEqual: { ...numeric('<='), string: (x, y) => `!lessString(${y}, ${x})` },
  greater: { ...numeric('>'), string: (x, y) => `lessString(${y}, ${x})` },
  greaterEqual: { ...numeric('>='), string: (x, y) => `!lessString(${x}, ${y})` },
  equal: { ...numeric('==='), string: function2('equalStrings') },
  notEqual: { ...numeric('!=='), string: (x, y) => `!equalStrings(${x}, ${y})` },
  and: { bool: (x, y) => `((${x} & ${y}) !== 0)` },
  or: { bool: (x, y) => `((${x} | ${y}) !== 0)` },
};

/** Operators that can throw, so that they run at every point even inside an unchosen branch. */
export function mayThrow(op: UnaryOp | BinaryOp, operand: DType): boolean {
  if (classOf[operand] === 'float') return false;
  return throwing.has(op);
}
const throwing: ReadonlySet<string> = new Set(['reciprocal', 'div', 'floorDiv', 'floorMod', 'truncateMod', 'pow']);
