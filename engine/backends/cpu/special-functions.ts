/**
 * Special functions that JavaScript lacks, in double precision: relative error near 1e-15, next to their zeros absolute.
 * Coefficients were computed to 60 digits (test/golden/special_functions.py) from the formulas named at each.
 */

/**
 * Chebyshev coefficients in t = (x - 3.75) / (x + 3.75) of (1 + 2x) · exp(x²) · erfc(x) for x ≥ 0: the expansion of
 * Shepherd and Laframboise, "Chebyshev approximation of (1 + 2x) exp(x²) erfc x in 0 ≤ x < ∞", Math. Comp. 36 (1981).
 */
// biome-ignore format: one coefficient a line says nothing more
const SCALED_ERFC = [
  2.3551578691348034, -0.004590054580646478, -0.08424913336651792, 0.05920993999819189, -0.026658668435305753,
  0.009074997670705265, -0.002413163540417608, 0.0004907758365258086, -0.00006916973302501207, 0.00000413902798607301,
  7.74038306619849e-7, -2.1886401049234397e-7, 1.076499946567091e-8, 4.521959811218287e-9, -7.754400208831351e-10,
  -6.318088340886684e-11, 2.86879501093067e-11, 1.9455868545777347e-13, -9.65469674843344e-13, 3.25254814814874e-14,
  3.3478119482868056e-14, -1.864562880419313e-15, -1.2507950530688648e-15, 7.418235256624044e-17,
  5.068148904796111e-17, -2.2370566594359995e-18, -2.187342944303018e-18,
];

/** ζ(k) - 1 for k = 2, 3, …: the Taylor coefficients of log Γ around 2 (Abramowitz and Stegun, 6.1.33). */
// biome-ignore format: as above
const ZETA_MINUS_ONE = [
  0.6449340668482264, 0.2020569031595943, 0.08232323371113819, 0.03692775514336993, 0.01734306198444914,
  0.008349277381922827, 0.00407735619794434, 0.0020083928260822143, 0.0009945751278180853, 0.0004941886041194645,
  0.0002460865533080483, 0.00012271334757848915, 0.00006124813505870483, 0.00003058823630702049,
  0.00001528225940865187, 0.000007637197637899763, 0.00000381729326499984, 0.000001908212716553939,
  9.539620338727962e-7, 4.769329867878064e-7, 2.38450502727733e-7, 1.1921992596531106e-7, 5.960818905125948e-8,
  2.980350351465228e-8, 1.490155482836504e-8, 7.45071178983543e-9, 3.725334024788457e-9, 1.862659723513049e-9,
  9.313274324196682e-10, 4.656629065033784e-10, 2.3283118336765053e-10, 1.164155017270052e-10,
];

const EULER_GAMMA = 0.5772156649015329;
const LOG_SQRT_TWO_PI = 0.9189385332046727;

/** Coefficients of erf's Maclaurin series over x: 2/√π · (-1)ⁿ / (n! (2n + 1)). */
const ERF_SERIES = Array.from({ length: 24 }, (_, n) => {
  let factorial = 1;
  for (let i = 2; i <= n; i++) factorial *= i;
  return ((n % 2 === 0 ? 1 : -1) * 2) / (Math.sqrt(Math.PI) * factorial * (2 * n + 1));
});

export function erf(x: number): number {
  if (Math.abs(x) < 1) return x * polynomial(ERF_SERIES, x * x);
  return x > 0 ? 1 - erfcPositive(x) : erfcPositive(-x) - 1;
}

export function erfc(x: number): number {
  if (x < -1) return 2 - erfcPositive(-x);
  return x < 0.5 ? 1 - x * polynomial(ERF_SERIES, x * x) : erfcPositive(x);
}

function erfcPositive(x: number): number {
  if (x > 27.3) return 0;
  // exp(-x²) from the exact square of a rounded x: squaring x itself would lose x² units in the last place.
  const rounded = Math.fround(x);
  const gauss = Math.exp(-rounded * rounded) * Math.exp((rounded - x) * (rounded + x));
  return (gauss * chebyshev(SCALED_ERFC, (x - 3.75) / (x + 3.75))) / (1 + 2 * x);
}

/** log |Γ(x)|; infinite at 0 and the negative integers. */
export function lgamma(x: number): number {
  if (Number.isNaN(x)) return NaN;
  if (!Number.isFinite(x)) return Infinity;
  if (x <= 0) {
    if (Number.isInteger(x)) return Infinity;
    if (x > -0.5) return lgamma(x + 1) - Math.log(-x);
    // Γ(x) Γ(1 - x) = π / sin(πx)
    return Math.log(Math.PI / Math.abs(sinPi(x))) - lgamma(1 - x);
  }
  if (x < 0.5) return lgamma(x + 1) - Math.log(x);
  if (x < 1.5) return lgammaAroundTwo(x - 1) - Math.log(x);
  if (x < 10) {
    let product = 1;
    let y = x;
    while (y > 2.5) product *= --y;
    return Math.log(product) + lgammaAroundTwo(y - 2);
  }
  // Stirling's series (Abramowitz and Stegun, 6.1.40).
  return (x - 0.5) * (Math.log(x) - 1) - 0.5 + LOG_SQRT_TWO_PI + stirlingTail(x);
}
const STIRLING = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156];

/** log Γ(2 + z) = (1 - γ) z + Σ (-1)ᵏ (ζ(k) - 1) zᵏ / k, for |z| ≤ 1/2. */
const AROUND_TWO = [0, 1 - EULER_GAMMA, ...ZETA_MINUS_ONE.map((c, i) => ((i % 2 === 0 ? 1 : -1) * c) / (i + 2))];
/** log Γ(1 + a) for a ≥ 0, exact near zero too. */
export function lgamma1p(a: number): number {
  return a <= 0.5 ? lgammaAroundTwo(a) - Math.log1p(a) : lgamma(1 + a);
}

/** What Stirling's formula lacks: log Γ(x) − ((x − ½) log x − x + log √(2π)), for x ≥ 10. */
export const stirlingTail = (x: number): number => (x > 1e8 ? 1 / (12 * x) : polynomial(STIRLING, 1 / (x * x)) / x);

/** log(x / mean) − (x / mean − 1), exact near the mean; `apart` is x − mean, which the caller may know better. */
export function logRatioMinus(x: number, mean: number, apart = x - mean): number {
  const u = apart / mean;
  if (Math.abs(u) > 0.5) return Math.log(x / mean) - u;
  // log(1 + u) is 2 artanh r, and u is 2r / (1 − r).
  const r = u / (2 + u);
  const square = r * r;
  let sum = 0;
  for (let k = 39; k >= 3; k -= 2) sum = sum * square + 1 / k;
  return 2 * r * square * sum - r * u;
}

const lgammaAroundTwo = (z: number): number => polynomial(AROUND_TWO, z);
/** Its derivative. */
const DIGAMMA_AROUND_TWO = AROUND_TWO.slice(1).map((c, i) => c * (i + 1));

/** Γ'(x) / Γ(x); NaN at the negative integers, infinite at 0 with the sign opposite to the zero's. */
export function digamma(x: number): number {
  if (x === Infinity) return Infinity;
  if (x === 0) return Object.is(x, 0) ? -Infinity : Infinity;
  if (x < 0) {
    if (Number.isInteger(x)) return NaN;
    // ψ(x) = ψ(1 - x) - π / tan(πx), with the angle reduced to one period first.
    return digamma(1 - x) - Math.PI / Math.tan(Math.PI * (x - Math.round(x)));
  }
  let shift = 0;
  let y = x;
  if (y < 10) {
    for (; y < 1.5; y++) shift -= 1 / y;
    while (y > 2.5) shift += 1 / --y;
    return polynomial(DIGAMMA_AROUND_TWO, y - 2) + shift;
  }
  // Abramowitz and Stegun, 6.3.18.
  const r = 1 / (y * y);
  return Math.log(y) - 0.5 / y - r * polynomial(DIGAMMA_ASYMPTOTIC, r);
}
const DIGAMMA_ASYMPTOTIC = [1 / 12, -1 / 120, 1 / 252, -1 / 240, 1 / 132, -691 / 32760, 1 / 12];

function sinPi(x: number): number {
  const nearest = Math.round(x);
  return (nearest % 2 === 0 ? 1 : -1) * Math.sin(Math.PI * (x - nearest));
}

/** c[0] + c[1] x + c[2] x² + … by Horner's rule. */
function polynomial(coefficients: readonly number[], x: number): number {
  let sum = 0;
  for (let i = coefficients.length - 1; i >= 0; i--) sum = sum * x + coefficients[i];
  return sum;
}

/** c[0]/2 + Σ c[j] Tⱼ(t) by Clenshaw's recurrence. */
function chebyshev(coefficients: readonly number[], t: number): number {
  let next = 0;
  let afterNext = 0;
  for (let j = coefficients.length - 1; j > 0; j--) {
    const current = 2 * t * next - afterNext + coefficients[j];
    afterNext = next;
    next = current;
  }
  return t * next - afterNext + coefficients[0] / 2;
}
