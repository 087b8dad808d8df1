/**
 * Sine and cosine of four floats at a time, within 2 units in the last place: the angle is reduced to [-π/4, π/4] in double
 * precision by the method of Cody and Waite, and polynomials in single precision do the rest.
 */

import { LARGE_ANGLE } from './large-angles.ts';
import type { VectorGraph, VectorNode } from './nodes.ts';

/** π/2 in two parts. The first has 31 bits, so that its multiples by whole numbers below 2²² are exact. */
const HALF_PI_HIGH = Math.floor((Math.PI / 2) * 2 ** 30) * 2 ** -30;
/** What is left: the first part's own rounding, and what double precision leaves of π/2. */
const HALF_PI_LOW = Math.PI / 2 - HALF_PI_HIGH + 6.123233995736766e-17;
/** Added to a number far below, it leaves the nearest whole number in the last bits. */
const ROUNDER = 1.5 * 2 ** 52;

/** (sin(r) - r) / r³ and (cos(r) - 1 + r²/2) / r⁴ over r², for |r| ≤ π/4 (the coefficients of Cephes). */
const SINE = [-1.6666654611e-1, 8.3321608736e-3, -1.9515295891e-4];
const COSINE = [4.166664568298827e-2, -1.388731625493765e-3, 2.443315711809948e-5];

/** x = q · π/2 + r: floats, and whole numbers modulo 2³². */
function reduceByHalfPi(g: VectorGraph, x: VectorNode): { q: VectorNode; r: VectorNode } {
  const halves = [x, g.shuffle([2, 3, 2, 3], x, x)].map((half) => {
    const angle = g.instruction('f64x2.promote_low_f32x4', 'float32', half);
    const mul = (a: VectorNode, b: VectorNode) => g.instruction('f64x2.mul', 'float32', a, b);
    const sub = (a: VectorNode, b: VectorNode) => g.instruction('f64x2.sub', 'float32', a, b);
    const quarters = mul(angle, g.double(2 / Math.PI));
    const shifted = g.instruction('f64x2.add', 'float32', quarters, g.double(ROUNDER));
    const whole = sub(shifted, g.double(ROUNDER));
    const rest = sub(sub(angle, mul(whole, g.double(HALF_PI_HIGH))), mul(whole, g.double(HALF_PI_LOW)));
    return { shifted, rest: g.instruction('f32x4.demote_f64x2_zero', 'float32', rest) };
  });
  const [low, high] = halves;
  return {
    // The low words of both doubles.
    q: g.as('int32', g.shuffle([0, 2, 4, 6], low.shifted, high.shifted)),
    r: g.shuffle([0, 1, 4, 5], low.rest, high.rest),
  };
}

/** sin(r + quarter · π/2) where x = q · π/2 + r. */
function sineFrom(g: VectorGraph, x: VectorNode, quarter: 0 | 1): VectorNode {
  const { q, r } = reduceByHalfPi(g, x);
  const turns = quarter === 0 ? q : g.instruction('i32x4.add', 'int32', q, g.int(1));
  const square = g.mul(r, r);
  const sine = g.multiplyAdd(g.mul(g.polynomial(SINE, square), square), r, r);
  const fourth = g.mul(square, square);
  const head = g.multiplyAdd(square, g.float(-0.5), g.float(1));
  const cosine = g.multiplyAdd(g.polynomial(COSINE, square), fourth, head);
  const isOdd = g.compare('ne', g.and(turns, g.int(1)), g.int(0));
  const size = g.as('int32', g.select(isOdd, cosine, sine));
  const sign = g.shift('i32x4.shl', g.and(turns, g.int(2)), 30);
  const result = g.as('float32', g.instruction('v128.xor', 'int32', size, sign));
  const isLarge = g.not(g.compare('lt', g.abs(x), g.float(LARGE_ANGLE)));
  return g.repair(quarter === 0 ? 'sine' : 'cosine', result, isLarge, x);
}

export function sin(g: VectorGraph, x: VectorNode): VectorNode {
  // The polynomial loses the sign of a zero.
  return g.select(g.compare('eq', x, g.float(0)), x, sineFrom(g, x, 0));
}

export function cos(g: VectorGraph, x: VectorNode): VectorNode {
  return sineFrom(g, x, 1);
}

/** Within 4 units. */
export function tan(g: VectorGraph, x: VectorNode): VectorNode {
  return g.div(sin(g, x), cos(g, x));
}
