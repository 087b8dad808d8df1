/**
 * The regularized incomplete gamma functions P(a, x) and Q(a, x) = 1 − P(a, x), and how P changes with a. A series where x
 * is below a, a continued fraction above (Abramowitz and Stegun, 6.5.29 and 6.5.31); both take some √a steps about x = a.
 */

import { digamma, erfc, lgamma1p, logRatioMinus, stirlingTail } from './special-functions.ts';

/** P(a, x): the part of Γ(a) below x. NaN unless a > 0 and x ≥ 0. */
export function igamma(a: number, x: number): number {
  const simple = atTheEnds(a, x);
  if (simple !== undefined) return simple;
  if (a > HUGE) return nearlyNormal(a, x, false);
  return x > 1 && x > a ? 1 - fraction(a, x) : series(a, x);
}

/** Q(a, x): the part of Γ(a) above x. NaN unless a > 0 and x ≥ 0. */
export function igammac(a: number, x: number): number {
  // Both infinite: 0 like P, as TensorFlow has it.
  if (a > 0 && x === Infinity) return 0;
  const simple = atTheEnds(a, x);
  if (simple !== undefined) return 1 - simple;
  if (a > HUGE) return nearlyNormal(a, x, true);
  if (x > 1.1) return x < a ? 1 - series(a, x) : fraction(a, x);
  // Where Q is small beside P, a sum of its own.
  const isSmall = x <= 0.5 ? -0.4 / Math.log(x) >= a : x * 1.1 >= a;
  return isSmall ? complement(a, x) : 1 - series(a, x);
}

/** dP(a, x) / da. */
export function igammaGradA(a: number, x: number): number {
  const simple = atTheEnds(a, x);
  if (simple !== undefined) return Number.isNaN(simple) ? NaN : 0;
  // P(a, x) − P(a + 1, x) is the density at a.
  if (a > LARGE) return -density(a - 0.5, x);
  const factor = density(a, x);
  if (factor === 0) return 0;
  return x > 1 && x > a ? -factor * a * fractionGradient(a, x) : factor * seriesGradient(a, x);
}

/**
 * How the x of which P(a, x) stays what it is changes with a: −(dP / da) / (dP / dx). The density is a factor of both, and
 * left out, so that this is right where the density is too small for a number.
 */
export function gammaSampleGradient(a: number, x: number): number {
  const simple = atTheEnds(a, x);
  if (simple !== undefined) return simple === 0 && a < Infinity ? 0 : NaN;
  // By the expansion of Cornish and Fisher: x = a + √a z + (z² − 1) / 3 + …, of which z stays what it is.
  if (a > LARGE) return 1 + (x - a - (((x - a) * (x - a)) / a - 1) / 3) / (2 * a);
  return x > 1 && x > a ? x * fractionGradient(a, x) : -(x / a) * seriesGradient(a, x);
}

/** P where it is 0, 1 or nothing. */
function atTheEnds(a: number, x: number): number | undefined {
  if (!(a > 0) || !(x >= 0)) return NaN;
  if (a === Infinity) return 0;
  return x === 0 ? 0 : x === Infinity ? 1 : undefined;
}

/** xᵃ e⁻ˣ / Γ(a + 1). */
function density(a: number, x: number): number {
  if (a < 10) return Math.exp(a * Math.log(x) - x - lgamma1p(a));
  return Math.exp(a * logRatioMinus(x, a) - stirlingTail(a)) / Math.sqrt(2 * Math.PI * a);
}

function series(a: number, x: number): number {
  const factor = density(a, x);
  if (factor === 0) return 0;
  let term = 1;
  let sum = 1;
  for (let n = a + 1; term > sum * 1e-17; n++) {
    term *= x / n;
    sum += term;
  }
  return factor * sum;
}

/** dP / da over the density. The derivative of each term with respect to a is summed along. */
function seriesGradient(a: number, x: number): number {
  let [term, sum, slope, slopes] = [1, 1, 0, 0];
  for (let n = a + 1; term > sum * 1e-17 || -slope > -slopes * 1e-17; n++) {
    slope = (slope * x - (term * x) / n) / n;
    term *= x / n;
    sum += term;
    slopes += slope;
  }
  return (Math.log(x) - digamma(a + 1)) * sum + slopes;
}

/** Q from x on, by the modified algorithm of Lentz. */
function fraction(a: number, x: number): number {
  const factor = density(a, x) * a;
  if (factor === 0) return 0;
  const tiny = 1e-300;
  let b = x + 1 - a;
  let c = 1 / tiny;
  let d = 1 / b;
  let value = d;
  for (let i = 1; i < 1e7; i++) {
    const numerator = i * (a - i);
    b += 2;
    d = numerator * d + b;
    if (Math.abs(d) < tiny) d = tiny;
    c = b + numerator / c;
    if (Math.abs(c) < tiny) c = tiny;
    d = 1 / d;
    const change = c * d;
    value *= change;
    if (!(Math.abs(change - 1) >= 2e-16)) break;
  }
  return factor * value;
}

/** dQ / da over a times the density. The convergents pᵢ / qᵢ of the fraction with their derivatives with respect to a. */
function fractionGradient(a: number, x: number): number {
  let [p, q, dp, dq] = [1, x + 1 - a, 0, -1];
  let [pBefore, qBefore, dpBefore, dqBefore] = [0, 1, 0, 0];
  let value = p / q;
  let slope = -value * (dq / q);
  for (let i = 1; i < 1e7; i++) {
    const b = x + 1 - a + 2 * i;
    const numerator = i * (a - i);
    const next = [
      b * p + numerator * pBefore,
      b * q + numerator * qBefore,
      b * dp - p + numerator * dpBefore + i * pBefore,
      b * dq - q + numerator * dqBefore + i * qBefore,
    ];
    const scale = Math.abs(next[1]) > 1e100 ? 1e-100 : 1;
    [pBefore, qBefore, dpBefore, dqBefore] = [p * scale, q * scale, dp * scale, dq * scale];
    [p, q, dp, dq] = next.map((part) => part * scale);
    const before: readonly number[] = [value, slope];
    value = p / q;
    slope = (dp - value * dq) / q;
    if (isSettled(before[0], value) && isSettled(before[1], slope)) break;
  }
  return slope + value * (Math.log(x) - digamma(a));
}

const isSettled = (before: number, now: number): boolean => Math.abs(now - before) <= 2e-16 * Math.abs(now);

/** Q = 1 − xᵃ / Γ(a + 1) − …, with the first difference exact for small a. */
function complement(a: number, x: number): number {
  let sum = 0;
  let power = 1;
  for (let n = 1; n < 200; n++) {
    power *= -x / n;
    const term = power / (a + n);
    sum += term;
    if (Math.abs(term) <= 1e-17 * Math.abs(sum)) break;
  }
  const log = a * Math.log(x) - lgamma1p(a);
  return -Math.expm1(log) - a * Math.exp(log) * sum;
}

/** From here on differences of P are slopes. */
const LARGE = 1e10;

/** From here on the steps would be too many. */
const HUGE = 1e8;

/** Temme's uniform expansion, of which one term is enough here. */
function nearlyNormal(a: number, x: number, isUpper: boolean): number {
  const exponent = -logRatioMinus(x, a);
  const eta = Math.sign(x - a) * Math.sqrt(2 * exponent);
  const correction = -1 / 3 + eta / 12 - (2 * eta * eta) / 135;
  const rest = (Math.exp(-a * exponent) / Math.sqrt(2 * Math.PI * a)) * correction;
  const distance = eta * Math.sqrt(a / 2);
  return isUpper ? erfc(distance) / 2 + rest : erfc(-distance) / 2 - rest;
}
