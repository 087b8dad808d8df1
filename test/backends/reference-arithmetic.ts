/**
 * The numbers of the reference interpreter: every operator at one element, rounded to its type at once. Integers are
 * computed exactly and wrapped; floats in double precision and rounded.
 */

import { besselI0e, besselI1e } from '../../engine/backends/cpu/bessel.ts';
import { igamma, igammac, igammaGradA } from '../../engine/backends/cpu/incomplete-gamma.ts';
import { erfinv, ndtri } from '../../engine/backends/cpu/inverse-error-function.ts';
import { digamma, erf, erfc, lgamma } from '../../engine/backends/cpu/special-functions.ts';
import type { DType, StringElement } from '../../engine/graph/index.ts';
import type { BinaryOp, Reduction, UnaryOp } from '../../engine/ops/kernel-language/index.ts';

export type Element = number | bigint | StringElement;

/** What a kernel must refuse, with the message it must give. */
export class ReferenceFault extends Error {}

/** To the nearest value of the type; integers wrap. */
export function rounded(x: Element, dtype: DType): Element {
  switch (dtype) {
    case 'float32':
      return Math.fround(Number(x));
    case 'float64':
      return Number(x);
    case 'int32':
    case 'resource':
      return Number(BigInt.asIntN(32, BigInt(x as number)));
    case 'uint8':
      return Number(BigInt.asUintN(8, BigInt(x as number)));
    case 'int64':
      return BigInt.asIntN(64, BigInt(x as number));
    case 'bool':
      return Number(x) !== 0 ? 1 : 0;
    case 'string':
      return x;
  }
}

const bounds: Partial<Record<DType, [bigint, bigint]>> = {
  int32: [-(2n ** 31n), 2n ** 31n - 1n],
  uint8: [0n, 255n],
  int64: [-(2n ** 63n), 2n ** 63n - 1n],
};

/** Floats towards zero, at most to the bounds of the integer type; integers wrap; anything but zero is true. */
export function castValue(x: Element, from: DType, to: DType): Element {
  const range = bounds[to];
  if (range === undefined || (from !== 'float32' && from !== 'float64')) return rounded(x, to);
  if (Number.isNaN(x)) return rounded(0, to);
  if (!Number.isFinite(x)) return rounded((x as number) > 0 ? range[1] : range[0], to);
  return rounded(clamp(BigInt(Math.trunc(x as number)), range), to);
}
const clamp = (x: bigint, [low, high]: [bigint, bigint]) => (x < low ? low : x > high ? high : x);

const floatUnary: Record<UnaryOp, (x: number, dtype: DType) => number | boolean> = {
  neg: (x) => -x,
  abs: Math.abs,
  sign: Math.sign,
  exp: Math.exp,
  expOfNegative: Math.exp,
  expm1: Math.expm1,
  log: Math.log,
  log1p: Math.log1p,
  sqrt: Math.sqrt,
  rsqrt: (x) => 1 / Math.sqrt(x),
  reciprocal: (x) => 1 / x,
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  asin: Math.asin,
  acos: Math.acos,
  atan: Math.atan,
  sinh: Math.sinh,
  cosh: Math.cosh,
  tanh: Math.tanh,
  asinh: Math.asinh,
  acosh: Math.acosh,
  atanh: Math.atanh,
  sigmoid: (x) => (x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x))),
  softplus: (x, dtype) => {
    const threshold = Math.log(dtype === 'float32' ? 2 ** -23 : 2 ** -52) + 2;
    return x > -threshold ? x : x < threshold ? Math.exp(x) : Math.log1p(Math.exp(x));
  },
  erf,
  erfc,
  lgamma,
  digamma,
  erfinv,
  ndtri,
  besselI0e,
  besselI1e,
  bitNot: () => {
    throw new Error('No float bitNot.');
  },
  ceil: Math.ceil,
  floor: Math.floor,
  round: (x) => {
    const down = Math.floor(x);
    const rest = x - down;
    if (Math.abs(x) >= 2 ** 52 || Number.isNaN(x)) return x;
    const nearest = rest < 0.5 ? down : rest > 0.5 ? down + 1 : down % 2 === 0 ? down : down + 1;
    // What rounds to zero from below is -0.
    return nearest === 0 && (x < 0 || Object.is(x, -0)) ? -0 : nearest;
  },
  not: (x) => x === 0,
  isNan: Number.isNaN,
  isInf: (x) => x === Infinity || x === -Infinity,
  isFinite: Number.isFinite,
};
const predicates: ReadonlySet<string> = new Set('not isNan isInf isFinite'.split(' '));
const comparisons: ReadonlySet<string> = new Set(
  'less lessEqual greater greaterEqual equal notEqual and or'.split(' '),
);

export function unaryValue(op: UnaryOp, x: Element, dtype: DType): Element {
  if (predicates.has(op)) return Number(floatUnary[op](Number(x), dtype));
  if (dtype === 'float32' || dtype === 'float64') return rounded(Number(floatUnary[op](x as number, dtype)), dtype);
  const big = BigInt(x as number);
  const whole: Partial<Record<UnaryOp, bigint>> = {
    neg: -big,
    abs: big < 0n ? -big : big,
    sign: big > 0n ? 1n : big < 0n ? -1n : 0n,
    ceil: big,
    floor: big,
    round: big,
    bitNot: -1n - big,
  };
  return rounded(whole[op]!, dtype);
}

export function binaryValue(op: BinaryOp, x: Element, y: Element, dtype: DType): Element {
  if (comparisons.has(op)) return Number(compare(op, x, y));
  if (dtype === 'float32' || dtype === 'float64') {
    const step = (value: number) => rounded(value, dtype) as number;
    return step(floatBinary(op, x as number, y as number, step));
  }
  if (dtype === 'string') return `${x}${y}`;
  return rounded(wholeBinary(op, BigInt(x as number), BigInt(y as number), bitsOf[dtype]!), dtype);
}

function compare(op: BinaryOp, x: Element, y: Element): boolean {
  switch (op) {
    case 'less':
      return x < y;
    case 'lessEqual':
      return x <= y;
    case 'greater':
      return x > y;
    case 'greaterEqual':
      return x >= y;
    case 'equal':
      return x === y;
    case 'notEqual':
      return x !== y;
    case 'and':
      return x !== 0 && y !== 0;
    default:
      return x !== 0 || y !== 0;
  }
}

function floatBinary(op: BinaryOp, x: number, y: number, step: (value: number) => number): number {
  switch (op) {
    case 'add':
      return x + y;
    case 'sub':
      return x - y;
    case 'mul':
      return x * y;
    case 'div':
      return x / y;
    case 'floorDiv':
      return Math.floor(step(x / y));
    case 'floorMod':
      return x < 0 === y < 0 ? x % y : step((x % y) + y) % y;
    case 'truncateMod':
      return x % y;
    case 'pow':
      return x === 1 || (x === -1 && Math.abs(y) === Infinity) ? 1 : x ** y;
    case 'max':
      return Number.isNaN(x) || Number.isNaN(y) ? Number.NaN : x > y || (x === y && Object.is(y, -0)) ? x : y;
    case 'min':
      return Number.isNaN(x) || Number.isNaN(y) ? Number.NaN : x < y || (x === y && Object.is(x, -0)) ? x : y;
    case 'atan2':
      return Math.atan2(x, y);
    case 'igamma':
      return igamma(x, y);
    case 'igammac':
      return igammac(x, y);
    case 'igammaGradA':
      return igammaGradA(x, y);
    default:
      throw new Error(`No float ${op}.`);
  }
}

const within = (shift: bigint, bits: bigint) => (shift < 0n ? 0n : shift > bits - 1n ? bits - 1n : shift);
const bitsOf: Partial<Record<DType, bigint>> = { int32: 32n, int64: 64n, uint8: 8n };

function wholeBinary(op: BinaryOp, x: bigint, y: bigint, bits: bigint): bigint {
  const nonzero = () => {
    if (y === 0n) throw new ReferenceFault('Integer division by zero');
  };
  const floorMod = () => ((x % y) + y) % y;
  switch (op) {
    case 'add':
      return x + y;
    case 'sub':
      return x - y;
    case 'mul':
      return x * y;
    case 'div':
      nonzero();
      return x / y;
    case 'floorDiv':
      nonzero();
      return (x - floorMod()) / y;
    case 'floorMod':
      nonzero();
      return floorMod();
    case 'truncateMod':
      nonzero();
      return x % y;
    case 'pow':
      if (y < 0n) throw new ReferenceFault('Integers to negative integer powers are not allowed');
      return x ** y;
    case 'max':
      return x > y ? x : y;
    case 'min':
      return x < y ? x : y;
    case 'bitAnd':
      return x & y;
    case 'bitOr':
      return x | y;
    case 'bitXor':
      return x ^ y;
    case 'shiftLeft':
      return x << within(y, bits);
    case 'shiftRight':
      return x >> within(y, bits);
    default:
      throw new Error(`No integer ${op}.`);
  }
}

export function product(x: Element, y: Element, dtype: DType): Element {
  return dtype === 'float32' || dtype === 'float64' ? Number(x) * Number(y) : BigInt(x as number) * BigInt(y as number);
}

/** Sums and products of floats stay in double precision; integers stay exact until the end, which wraps alike. */
export function accumulate(reduction: Reduction, dtype: DType, total: Element, x: Element): Element {
  if (reduction === 'any') return Number(total !== 0 || x !== 0);
  if (reduction === 'all') return Number(total !== 0 && x !== 0);
  if (reduction === 'max' || reduction === 'min') return binaryValue(reduction, total, x, dtype);
  if (dtype === 'float32' || dtype === 'float64') {
    return reduction === 'sum' ? Number(total) + Number(x) : Number(total) * Number(x);
  }
  const [a, b] = [BigInt(total as number), BigInt(x as number)];
  return rounded(reduction === 'sum' ? a + b : a * b, dtype);
}

export function neutral(reduction: Reduction, dtype: DType): Element {
  const simple: Partial<Record<Reduction, number>> = { sum: 0, prod: 1, any: 0, all: 1 };
  const value = simple[reduction];
  if (value !== undefined) return rounded(value, dtype);
  const range = bounds[dtype];
  if (range === undefined) return reduction === 'max' ? -Infinity : Infinity;
  return rounded(reduction === 'max' ? range[0] : range[1], dtype);
}
