/**
 * x to the power of y on four floats at a time: 2 to the power of y log₂ x, in double precision, so that the result is the
 * exact one rounded, or, where that lies near the middle between two floats, its neighbour.
 */

import type { VectorGraph, VectorNode } from './nodes.ts';

const MANTISSA_BITS = 23;
/** The bits of √½: mantissas lie between there and √2. */
const ROOT_HALF_BITS = 0x3f3504f3;
/** log(m) = 2 s (1 + s²/3 + s⁴/5 + …), s = (m - 1) / (m + 1). With |s| ≤ 0.172, what is left out is below 2⁻³⁸. */
const LOG2 = [1, 1 / 3, 1 / 5, 1 / 7, 1 / 9, 1 / 11, 1 / 13].map((term) => 2 * Math.LOG2E * term);
/** The powers of f ln 2 over their factorials: |f| ≤ ½, and what is left out is below 2⁻³⁶. */
const EXP2 = Array.from({ length: 10 }, (_, n) => Math.LN2 ** n / factorial(n));
/** Exponents beyond give infinity and 0. */
const LIMIT = 160;
/** Added to a small double, it leaves the nearest whole number in the last bits. */
const ROUNDER = 1.5 * 2 ** 52;
const DOUBLE_MANTISSA_BITS = 52;
/** What makes the exponent field of a double out of a whole number, once all else is shifted out. */
const DOUBLE_BIAS = 1023;

function factorial(n: number): number {
  return n < 2 ? 1 : n * factorial(n - 1);
}

/** Within 1 unit in the last place; special values as in C. */
export function pow(g: VectorGraph, x: VectorNode, y: VectorNode): VectorNode {
  const size = g.abs(x);
  const isWhole = g.compare('eq', g.instruction('f32x4.trunc', 'float32', y), y);
  const half = g.mul(y, g.float(0.5));
  const isEven = g.compare('eq', g.instruction('f32x4.trunc', 'float32', half), half);
  const isOdd = g.instruction('v128.andnot', 'mask', isWhole, isEven);
  // NaN hands itself on.
  const ordinary = g.add(powerOfSize(g, size, y), g.sub(x, x));
  const isInfinite = g.compare('eq', size, g.float(Infinity));
  const isExtreme = g.and(g.or(isInfinite, g.compare('eq', size, g.float(0))), g.compare('eq', y, y));
  const grows = g.instruction('v128.xor', 'mask', isInfinite, g.compare('lt', y, g.float(0)));
  const positive = g.select(isExtreme, g.select(grows, g.float(Infinity), g.float(0)), ordinary);
  const isNegative = g.and(g.compare('lt', x, g.float(0)), g.compare('gt', x, g.float(-Infinity)));
  const isReal = g.or(g.not(isNegative), isWhole);
  const sign = g.and(g.and(g.as('int32', x), g.int(0x80000000)), isOdd);
  const signed = g.as('float32', g.instruction('v128.xor', 'int32', g.as('int32', positive), sign));
  const minusOne = g.and(g.compare('eq', x, g.float(-1)), g.compare('eq', g.abs(y), g.float(Infinity)));
  const isOne = g.or(g.or(g.compare('eq', y, g.float(0)), g.compare('eq', x, g.float(1))), minusOne);
  return g.select(isOne, g.float(1), g.select(isReal, signed, g.float(Number.NaN)));
}

/** Of finite positive numbers; nobody asks what it is for others. */
function powerOfSize(g: VectorGraph, size: VectorNode, y: VectorNode): VectorNode {
  const isSmall = g.compare('lt', size, g.float(2 ** -126));
  const scaled = g.select(isSmall, g.mul(size, g.float(2 ** MANTISSA_BITS)), size);
  const bits = g.as('int32', scaled);
  const offset = g.instruction('i32x4.sub', 'int32', bits, g.int(ROOT_HALF_BITS));
  const octave = g.shift('i32x4.shr_s', offset, MANTISSA_BITS);
  const mantissa = g.instruction('i32x4.sub', 'int32', bits, g.shift('i32x4.shl', octave, MANTISSA_BITS));
  const exponent = g.instruction('i32x4.sub', 'int32', octave, g.and(g.int(MANTISSA_BITS), isSmall));
  const [low, high] = [0, 1].map((part) => {
    const lanes = (vector: VectorNode) => (part === 0 ? vector : g.shuffle([2, 3, 2, 3], vector, vector));
    const double = (vector: VectorNode) => g.instruction('f64x2.promote_low_f32x4', 'float32', lanes(vector));
    const whole = g.instruction('f64x2.convert_low_i32x4_s', 'float32', lanes(exponent));
    return powerOfTwo(g, mul(g, double(y), add(g, whole, logarithm(g, double(g.as('float32', mantissa))))));
  });
  return g.shuffle([0, 1, 4, 5], low, high);
}

const mul = (g: VectorGraph, a: VectorNode, b: VectorNode) => g.instruction('f64x2.mul', 'float32', a, b);
const add = (g: VectorGraph, a: VectorNode, b: VectorNode) => g.instruction('f64x2.add', 'float32', a, b);
const sub = (g: VectorGraph, a: VectorNode, b: VectorNode) => g.instruction('f64x2.sub', 'float32', a, b);

function polynomial(g: VectorGraph, coefficients: readonly number[], x: VectorNode): VectorNode {
  const [last, ...before] = coefficients.toReversed();
  return before.reduce((sum, coefficient) => add(g, mul(g, sum, x), g.double(coefficient)), g.double(last));
}

/** To base 2, of doubles between √½ and √2. */
function logarithm(g: VectorGraph, m: VectorNode): VectorNode {
  const s = g.instruction('f64x2.div', 'float32', sub(g, m, g.double(1)), add(g, m, g.double(1)));
  return mul(g, s, polynomial(g, LOG2, mul(g, s, s)));
}

/** Two doubles become floats. */
function powerOfTwo(g: VectorGraph, exponent: VectorNode): VectorNode {
  const atLeast = g.instruction('f64x2.pmax', 'float32', exponent, g.double(-LIMIT));
  const limited = g.instruction('f64x2.pmin', 'float32', atLeast, g.double(LIMIT));
  const shifted = add(g, limited, g.double(ROUNDER));
  const fraction = sub(g, limited, sub(g, shifted, g.double(ROUNDER)));
  // Only the last bits of the rounded number are left above the mantissa.
  const biased = add(g, shifted, g.double(DOUBLE_BIAS));
  const scale = g.as('float32', g.shift('i64x2.shl', biased, DOUBLE_MANTISSA_BITS));
  return g.instruction('f32x4.demote_f64x2_zero', 'float32', mul(g, polynomial(g, EXP2, fraction), scale));
}
