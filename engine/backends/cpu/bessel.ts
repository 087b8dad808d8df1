/** Modified Bessel functions of the first kind, of order 0 and 1, times exp(−|x|). */

/** exp(−|x|) I₀(x). */
export const besselI0e = (x: number): number => scaled(0, Math.abs(x));
/** exp(−|x|) I₁(x). */
export const besselI1e = (x: number): number => (x < 0 ? -scaled(1, -x) : x === 0 ? x : scaled(1, x));

/** From here on the asymptotic series reaches double precision before its terms grow. */
const FAR = 25;

function scaled(order: 0 | 1, x: number): number {
  return x > FAR ? asymptotic(order, x) : Math.exp(-x) * series(order, x);
}

/** Σ (x/2)^(2k + order) / (k! (k + order)!): Abramowitz and Stegun, 9.6.10. */
function series(order: 0 | 1, x: number): number {
  const quarter = (x * x) / 4;
  let term = order === 0 ? 1 : x / 2;
  let sum = term;
  for (let k = 1; term > sum * 1e-17; k++) {
    term *= quarter / (k * (k + order));
    sum += term;
  }
  return sum;
}

/** Abramowitz and Stegun, 9.7.1. */
function asymptotic(order: 0 | 1, x: number): number {
  const mu = 4 * order;
  let term = 1;
  let sum = 1;
  for (let k = 1; Math.abs(term) > 1e-17; k++) {
    term *= ((2 * k - 1) ** 2 - mu) / (8 * k * x);
    sum += term;
  }
  return sum / Math.sqrt(2 * Math.PI * x);
}
