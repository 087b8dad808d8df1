/**
 * Functions that WebAssembly lacks, on four floats at a time. Polynomials were fitted in double precision to minimise the
 * largest relative error (least squares on Chebyshev nodes, reweighted); test/backends/cpu/wasm/functions.test.ts holds
 * each function to the bound stated here over all of its range, in units in the last place of the exact result.
 */

import type { VectorGraph, VectorNode } from './nodes.ts';

const LOG2_E = Math.LOG2E;
/** ln 2 in two parts: the first has so few bits that its multiples by whole numbers below 2¹⁰ are exact. */
const LN2_HIGH = 0.693359375;
const LN2_LOW = Math.LN2 - LN2_HIGH;
/** Added to a small number, it leaves the nearest whole number in the last bits. */
const ROUNDER = 12582912;
const ROUNDER_BITS = 0x4b400000;
const EXPONENT_BIAS = 127;
const MANTISSA_BITS = 23;

/** (exp(r) - 1 - r) / r² for |r| ≤ ln 2 / 2. */
const EXP = [
  0.5000000078434021, 0.16666666856880874, 0.04166626826385313, 0.008333265163923992, 0.0013946189717431786,
  0.0001991797256594416,
];
/** (log(1 + f) - f + f²/2) / f³ for √½ ≤ 1 + f ≤ √2. */
const LOG = [
  0.3333331260280285, -0.25000009603653994, 0.20002118732205523, -0.16667995667106283, 0.14219550908188053,
  -0.12405591416973445, 0.11888174598528303, -0.11675641303954325, 0.067466013277149,
];
/** erf(x) / x over x² for |x| ≤ 1. */
const ERF_SMALL = [
  1.1283791670580232, -0.37612638434650614, 0.11283781974097636, -0.02686540004165393, 0.005220945431389662,
  -0.0008482828823972331, 0.00011256947751205899, -9.641515624607044e-6,
];
/** -log(1 - erf(x)) for 0.95 ≤ x ≤ 4.1, where erf(x) becomes 1. */
const ERF_LARGE = [
  -0.00018246048295107327, 1.1295520429658146, 0.6332724102834008, 0.10836155655104454, -0.025171811636884183,
  0.004190856971506912, -0.0004385302098812932, 2.1445591633096615e-5,
];
/** Beyond, tanh is 1 or -1 to within two units. */
const TANH_ONE = 8.3;
/** tanh(x) = x · P(x²) / Q(x²) for |x| ≤ 7.905, and what it is there until TANH_ONE (the rational function that Eigen uses). */
const TANH_LIMIT = 7.905311107635498;
const TANH_P = [
  4.89352455891786e-3, 6.37261928875436e-4, 1.48572235717979e-5, 5.12229709037114e-8, -8.60467152213735e-11,
  2.00018790482477e-13, -2.76076847742355e-16,
];
const TANH_Q = [4.89352518554385e-3, 2.268434632439e-3, 1.18534705686654e-4, 1.19825839466702e-6];

/** x = n ln 2 + r, n whole, |r| ≤ ln 2 / 2. */
function reduceByLn2(g: VectorGraph, x: VectorNode): { n: VectorNode; r: VectorNode } {
  const shifted = g.multiplyAdd(x, g.float(LOG2_E), g.float(ROUNDER));
  const whole = g.sub(shifted, g.float(ROUNDER));
  const n = g.instruction('i32x4.sub', 'int32', g.as('int32', shifted), g.int(ROUNDER_BITS));
  const r = g.multiplyAdd(whole, g.float(-LN2_LOW), g.multiplyAdd(whole, g.float(-LN2_HIGH), x));
  return { n, r };
}

/** 2ⁿ for -126 ≤ n ≤ 127. */
function powerOfTwo(g: VectorGraph, n: VectorNode): VectorNode {
  const biased = g.instruction('i32x4.add', 'int32', n, g.int(EXPONENT_BIAS));
  return g.as('float32', g.shift('i32x4.shl', biased, MANTISSA_BITS));
}

const clamp = (g: VectorGraph, x: VectorNode, low: number, high: number) =>
  g.atMost(g.atLeast(x, g.float(low)), g.float(high));

/** Within 2 units; also where the result is denormal. */
export function exp(g: VectorGraph, x: VectorNode): VectorNode {
  const { n, r } = reduceByLn2(g, clamp(g, x, -104, 89));
  const p = g.multiplyAdd(g.polynomial(EXP, r), g.mul(r, r), g.add(r, g.float(1)));
  // In two steps, as 2ⁿ alone may be beyond what a float holds.
  const half = g.shift('i32x4.shr_s', n, 1);
  const rest = g.instruction('i32x4.sub', 'int32', n, half);
  return g.mul(g.mul(p, powerOfTwo(g, half)), powerOfTwo(g, rest));
}

/** exp(x) where x ≤ 0: within 2 units, and a third cheaper; results below 2⁻¹²⁶ become 0, as 2⁻¹²⁷ then is. */
export function expOfNegative(g: VectorGraph, x: VectorNode): VectorNode {
  const { n, r } = reduceByLn2(g, g.atLeast(x, g.float(-88)));
  const p = g.multiplyAdd(g.polynomial(EXP, r), g.mul(r, r), g.add(r, g.float(1)));
  return g.mul(p, powerOfTwo(g, n));
}

/** Within 3 units. */
export function expm1(g: VectorGraph, x: VectorNode): VectorNode {
  const { n, r } = reduceByLn2(g, clamp(g, x, -30, 89));
  const q = g.multiplyAdd(g.polynomial(EXP, r), g.mul(r, r), r);
  // Twice 2ⁿ⁻¹ q + (2ⁿ⁻¹ - ½), since 2ⁿ may overflow where the result does not.
  const half = powerOfTwo(g, g.instruction('i32x4.sub', 'int32', n, g.int(1)));
  const sum = g.multiplyAdd(half, q, g.sub(half, g.float(0.5)));
  // Where exp(x) - 1 is x itself, also the sign of a zero.
  const tiny = g.compare('lt', g.abs(x), g.float(2 ** -24));
  return g.select(tiny, x, g.add(sum, sum));
}

/** Within 2 units; NaN below 0, -∞ at 0. */
export function log(g: VectorGraph, x: VectorNode): VectorNode {
  const small = g.compare('lt', x, g.float(2 ** -126));
  const scaled = g.select(small, g.mul(x, g.float(2 ** MANTISSA_BITS)), x);
  const bits = g.as('int32', scaled);
  // The mantissa between √½ and √2: exponents count from the bits of √½.
  const offset = g.instruction('i32x4.sub', 'int32', bits, g.int(0x3f3504f3));
  const exponent = g.shift('i32x4.shr_s', offset, MANTISSA_BITS);
  const mantissa = g.instruction('i32x4.sub', 'int32', bits, g.shift('i32x4.shl', exponent, MANTISSA_BITS));
  const count = g.instruction('f32x4.convert_i32x4_s', 'float32', exponent);
  const e = g.sub(count, g.and(g.float(MANTISSA_BITS), small));
  const f = g.sub(g.as('float32', mantissa), g.float(1));
  const square = g.mul(f, f);
  const tail = g.multiplyAdd(e, g.float(LN2_LOW), g.mul(g.polynomial(LOG, f), g.mul(f, square)));
  const fraction = g.multiplyAdd(square, g.float(-0.5), tail);
  const result = g.multiplyAdd(e, g.float(LN2_HIGH), g.add(f, fraction));
  const ofZero = g.select(g.compare('eq', x, g.float(0)), g.float(-Infinity), g.float(Number.NaN));
  const ordinary = g.and(g.compare('gt', x, g.float(0)), g.compare('lt', x, g.float(Infinity)));
  const beyond = g.select(g.compare('gt', x, g.float(0)), x, ofZero);
  return g.select(ordinary, result, beyond);
}

/** Within 3 units: log(u) · x / (u - 1) with u = 1 + x, which corrects what rounding u lost (Kahan). */
export function log1p(g: VectorGraph, x: VectorNode): VectorNode {
  const u = g.add(g.float(1), x);
  const difference = g.sub(u, g.float(1));
  const corrected = g.mul(log(g, u), g.div(x, difference));
  const tiny = g.compare('eq', difference, g.float(0));
  const infinite = g.or(g.compare('eq', u, g.float(Infinity)), g.compare('le', u, g.float(0)));
  return g.select(tiny, x, g.select(infinite, log(g, u), corrected));
}

/** Within 5 units. */
export function tanh(g: VectorGraph, x: VectorNode): VectorNode {
  const c = clamp(g, x, -TANH_LIMIT, TANH_LIMIT);
  const square = g.mul(c, c);
  // The quotient first: tiny numbers times the small coefficients would be denormal.
  const within = g.mul(c, g.div(g.polynomial(TANH_P, square), g.polynomial(TANH_Q, square)));
  // What is flat has no slope: 1 - tanh(x)² is 0 there.
  return g.select(g.compare('gt', g.abs(x), g.float(TANH_ONE)), clamp(g, x, -1, 1), within);
}

/** 1 / (1 + exp(-x)), within 4 units on either side. */
export function sigmoid(g: VectorGraph, x: VectorNode): VectorNode {
  const e = exp(g, g.instruction('f32x4.neg', 'float32', g.abs(x)));
  const right = g.div(g.float(1), g.add(g.float(1), e));
  return g.select(g.compare('lt', x, g.float(0)), g.mul(e, right), right);
}

/** log(1 + exp(x)) = max(x, 0) + log1p(exp(-|x|)), within 4 units. */
export function softplus(g: VectorGraph, x: VectorNode): VectorNode {
  const e = exp(g, g.instruction('f32x4.neg', 'float32', g.abs(x)));
  return g.add(g.atLeast(x, g.float(0)), log1p(g, e));
}

/** Within 4 units. */
export function erf(g: VectorGraph, x: VectorNode): VectorNode {
  const size = g.abs(x);
  const square = g.mul(x, x);
  const small = g.mul(x, g.polynomial(ERF_SMALL, square));
  const exponent = g.polynomial(ERF_LARGE, g.atMost(size, g.float(4.1)));
  const rest = expOfNegative(g, g.instruction('f32x4.neg', 'float32', exponent));
  const sign = g.and(g.as('int32', x), g.int(0x80000000));
  const large = g.as('float32', g.or(g.as('int32', g.sub(g.float(1), rest)), sign));
  const isSmall = g.compare('lt', size, g.float(1));
  // NaN is in neither range, and the first branch hands it on.
  return g.select(g.or(isSmall, g.compare('ne', x, x)), small, large);
}
