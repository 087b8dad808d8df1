/** The regularized incomplete beta function, by its continued fraction (Abramowitz and Stegun, 26.5.8). */

import { lgamma, lgamma1p, logRatioMinus, stirlingTail } from './special-functions.ts';

/** I_x(a, b): the part of the beta function B(a, b) below x. NaN unless a > 0, b > 0 and 0 ≤ x ≤ 1. */
export function betainc(a: number, b: number, x: number): number {
  if (!(a > 0 && b > 0 && x >= 0 && x <= 1)) return NaN;
  if (x === 0 || x === 1) return x;
  // The fraction converges fast below the mean; above it, the other part is computed.
  return x < (a + 1) / (a + b + 2) ? part(a, b, x, 1 - x) : 1 - part(b, a, 1 - x, x);
}

function part(a: number, b: number, x: number, y: number): number {
  const factor = front(a, b, x, y);
  return factor === 0 ? 0 : factor * fraction(a, b, x);
}

/** xᵃ yᵇ / (a B(a, b)), with y = 1 − x. */
function front(a: number, b: number, x: number, y: number): number {
  const n = a + b;
  if (a >= 10 && b >= 10) {
    // About the means a / n of x and b / n of y, where both powers are near their largest.
    const apart = x * n - a;
    const tails = stirlingTail(n) - stirlingTail(a) - stirlingTail(b);
    const log = a * logRatioMinus(x * n, a, apart) + b * logRatioMinus(y * n, b, -apart) + tails;
    return Math.sqrt(b / (2 * Math.PI * n * a)) * Math.exp(log);
  }
  const logX = x < 0.5 ? Math.log(x) : Math.log1p(-y);
  const logY = x < 0.5 ? Math.log1p(-x) : Math.log(y);
  // Γ(a + b) / (Γ(a + 1) Γ(b))
  const gammas =
    b >= 10
      ? rise(b, a) - lgamma1p(a)
      : a >= 10
        ? rise(a, b) - Math.log(a) + Math.log(b) - lgamma1p(b)
        : lgamma1p(n) - Math.log(n) - lgamma1p(a) - lgamma1p(b) + Math.log(b);
  return Math.exp(a * logX + b * logY + gammas);
}

/** log Γ(x + d) − log Γ(x) for x ≥ 10. */
function rise(x: number, d: number): number {
  if (d > x) return lgamma(x + d) - lgamma(x);
  return (x - 0.5) * Math.log1p(d / x) + d * (Math.log(x + d) - 1) + stirlingTail(x + d) - stirlingTail(x);
}

/** By the modified algorithm of Lentz. */
function fraction(a: number, b: number, x: number): number {
  const tiny = 1e-300;
  const away = (value: number) => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m < 1e6; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    value *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    const change = d * c;
    value *= change;
    if (Math.abs(change - 1) < 2e-16) break;
  }
  return value;
}
