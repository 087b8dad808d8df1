/** The inverses of the error function and of the normal distribution's, by Halley's iteration on the functions themselves. */

import { erf, erfc } from './special-functions.ts';

const TWO_OVER_SQRT_PI = 2 / Math.sqrt(Math.PI);

/** y with erf(y) = x; infinite at ±1, NaN outside. */
export function erfinv(x: number): number {
  const size = Math.abs(x);
  // The difference is exact where it is taken.
  if (size > 0.5) return Math.sign(x) * erfcinv(1 - size);
  if (x === 0 || Number.isNaN(x)) return x;
  // Two terms of the series are near enough to begin with.
  let y = (x / TWO_OVER_SQRT_PI) * (1 + (Math.PI / 12) * x * x);
  for (let i = 0; i < 3; i++) y += halley(y, x - erf(y));
  return y;
}

/** y with probability p that a normal variable is below it; infinite at 0 and 1, NaN outside. */
export function ndtri(p: number): number {
  if (p >= 0.25 && p <= 0.75) return Math.SQRT2 * erfinv(2 * p - 1);
  return p < 0.5 ? -Math.SQRT2 * erfcinv(2 * p) : Math.SQRT2 * erfcinv(2 * (1 - p));
}

/** y ≥ 0 with erfc(y) = p, for p ≤ ½. */
function erfcinv(p: number): number {
  if (p === 0) return Infinity;
  if (!(p > 0)) return NaN;
  // Abramowitz and Stegun, 26.2.22.
  const t = Math.sqrt(-2 * Math.log(p / 2));
  let y = (t - (2.30753 + t * 0.27061) / (1 + t * (0.99229 + t * 0.04481))) * Math.SQRT1_2;
  for (let i = 0; i < 3; i++) y += halley(y, erfc(y) - p);
  return y;
}

/** The step from y, where erf is `missing` below what it should be. */
function halley(y: number, missing: number): number {
  const newton = missing / (TWO_OVER_SQRT_PI * Math.exp(-y * y));
  return newton / (1 - y * newton);
}
