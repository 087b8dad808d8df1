/** The regularized incomplete beta function, by a continued fraction: that of Abramowitz and Stegun, 26.5.8, two steps at a time. */

import { erfc, lgamma, lgamma1p, logRatioMinus, stirlingTail } from './special-functions.ts';

/**
 * I_x(a, b): the part of the beta function B(a, b) below x. NaN unless a > 0, b > 0 and 0 ≤ x ≤ 1, and between the ends
 * where a or b is infinite.
 */
export function betainc(a: number, b: number, x: number): number {
  if (!(a > 0 && b > 0 && x >= 0 && x <= 1)) return NaN;
  if (x === 0 || x === 1) return x;
  if (a + b === Infinity) return NaN;
  // The fraction converges fast below the mean; above it, the other part is computed.
  return x < (a + 1) / (a + b + 2) ? part(a, b, x, 1 - x) : 1 - part(b, a, 1 - x, x);
}

function part(a: number, b: number, x: number, y: number): number {
  if (a > HUGE && b > HUGE) return nearlyNormal(a, b, x, y);
  const factor = front(a, b, x, y);
  return factor === 0 ? 0 : (factor * a) / fraction(a, b, x, y);
}

/** xᵃ yᵇ / (a B(a, b)), with y = 1 − x. */
function front(a: number, b: number, x: number, y: number): number {
  const n = a + b;
  if (a >= 10 && b >= 10) {
    const tails = stirlingTail(n) - stirlingTail(a) - stirlingTail(b);
    return (Math.sqrt(b / n) / Math.sqrt(2 * Math.PI * a)) * Math.exp(logPowers(a, b, x, y) + tails);
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

/** log (xᵃ yᵇ) less what it is at the means a / n of x and b / n of y, where it is largest. */
function logPowers(a: number, b: number, x: number, y: number): number {
  const n = a + b;
  const apart = b * x - a * y;
  return a * logRatioMinus(x * n, a, apart) + b * logRatioMinus(y * n, b, -apart);
}

/** By the modified algorithm of Lentz. */
function fraction(a: number, b: number, x: number, y: number): number {
  const tiny = 1e-300;
  const away = (value: number) => (Math.abs(value) < tiny ? tiny : value);
  // Not a − (a + b) x, which has few digits for x near 1.
  const below = a * y - b * x + 1;
  let value = away((a * below) / (a + 1));
  let c = value;
  let d = 0;
  for (let m = 1; m < 1e6; m++) {
    const step = (m * ((b - m) * x)) / (a + 2 * m - 1);
    const numerator = step * (((a + (m - 1)) / (a + 2 * m - 1)) * ((a + b + (m - 1)) * x));
    const denominator = m + step + ((a + m) / (a + 2 * m + 1)) * (below + m * (1 + y));
    d = 1 / away(denominator + numerator * d);
    c = away(denominator + numerator / c);
    const change = c * d;
    value *= change;
    if (!(Math.abs(change - 1) >= 2e-16)) break;
  }
  return value;
}

/** Where both are above, the steps would be too many. */
const HUGE = 1e8;

/** Temme's uniform expansion (DLMF 8.18.9), of which one term is enough here. */
function nearlyNormal(a: number, b: number, x: number, y: number): number {
  const exponent = -logPowers(a, b, x, y);
  // In standard deviations: of x from the mean, and of the normal distribution with the same density.
  const root = Math.sqrt(a) * Math.sqrt(b / (a + b));
  const deviation = (b * x - a * y) / root;
  const distance = Math.sign(deviation) * Math.sqrt(2 * exponent);
  const skew = (b - a) / (a + b) / root;
  // Near the mean the difference is what its series gives.
  const correction =
    Math.abs(distance) < 1 ? skew / 3 - (skew * skew + 3 / (a + b)) * (deviation / 12) : 1 / distance - 1 / deviation;
  return erfc(-distance / Math.SQRT2) / 2 + (Math.exp(-exponent) / Math.sqrt(2 * Math.PI)) * correction;
}
