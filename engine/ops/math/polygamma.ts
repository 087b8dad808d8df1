/** Polygamma and the Hurwitz zeta function, by the Euler–Maclaurin formula. */

import { binary, type Expr, select, unary } from '../kernel-language/index.ts';
import { attr, defineOp, op, typeSets } from '../registry/index.ts';
import { add, mul, neg } from './arithmetic.ts';
import { broadcastInference } from './broadcast.ts';
import { like } from './unary.ts';
import { unbroadcast } from './unbroadcast.ts';

/** Terms summed one by one; the rest comes from the formula's tail, good to double precision from 8 on. */
const directTerms = 12;
/** Below this the tail would start too near to the poles. */
const lowestArgument = -4;

/** Bernoulli numbers B₂ₖ over (2k)!, k = 1…8. */
const bernoulliOverFactorial = [
  1 / 12,
  -1 / 720,
  1 / 30240,
  -1 / 1209600,
  1 / 47900160,
  -691 / 1307674368000,
  1 / 74724249600,
  -3617 / 10670622842880000,
];

const plus = (x: Expr, y: Expr): Expr => binary('add', x, y);
const times = (x: Expr, y: Expr): Expr => binary('mul', x, y);

/**
 * Σ (q + k)⁻ˢ over k ≥ 0. Where the sum does not converge or is no real number, TensorFlow's answers: infinity for s = 1
 * and at the poles of even s, NaN for s < 1, at the other poles, and for q < 0 with s that is no integer. NaN for q < −4.
 */
function zeta(s: Expr, q: Expr): Expr {
  const c = (value: number) => like(s, value);
  const whole = (x: Expr) => binary('equal', x, unary('floor', x));
  const infinite = binary('equal', s, c(Infinity));
  // Every number too large to have a fraction is even, and so is infinity.
  const even = binary('or', infinite, binary('equal', binary('floorMod', s, c(2)), c(0)));
  const nan = c(Number.NaN);
  const atPole = select(even, c(Infinity), nan);
  const sum = hurwitzSum(s, q);
  const below = select(whole(q), atPole, select(whole(s), sum, nan));
  const inDomain = select(binary('lessEqual', q, c(0)), below, sum);
  return select(binary('equal', s, c(1)), c(Infinity), select(binary('less', s, c(1)), nan, inDomain));
}

function hurwitzSum(s: Expr, q: Expr): Expr {
  const c = (value: number) => like(s, value);
  const minusS = unary('neg', s);
  const shifted = (k: number) => plus(q, c(k));
  // Also to the power of infinity, of which JavaScript makes no number.
  let sum = select(binary('equal', q, c(1)), c(1), binary('pow', q, minusS));
  for (let k = 1; k < directTerms; k++) sum = plus(sum, binary('pow', shifted(k), minusS));
  const w = shifted(directTerms);
  const power = binary('pow', w, minusS);
  const integral = binary('div', times(power, w), plus(s, c(-1)));
  let tail = plus(integral, times(power, c(0.5)));
  let factor = binary('div', times(s, power), w);
  bernoulliOverFactorial.forEach((coefficient, index) => {
    tail = plus(tail, times(factor, c(coefficient)));
    const next = 2 * index + 1;
    factor = binary('div', times(factor, times(plus(s, c(next)), plus(s, c(next + 1)))), times(w, w));
  });
  // Where its power has come to 0 the tail adds nothing, and its powers of s may overflow.
  const whole = select(binary('equal', power, c(0)), sum, plus(sum, tail));
  return select(binary('less', q, c(lowestArgument)), c(Number.NaN), whole);
}

/** The derivative of order n + 1 of lgamma; NaN unless n is a natural number or 0. For n = 1 negative x is reflected: ψ₁(x) = (π / sin πx)² − ψ₁(1 − x). */
function polygamma(n: Expr, x: Expr): Expr {
  const c = (value: number) => like(x, value);
  const isFirst = binary('equal', n, c(1));
  const reflect = binary('and', isFirst, binary('less', x, c(0)));
  const argument = select(reflect, binary('sub', c(1), x), x);
  const order = plus(n, c(1));
  const sign = select(binary('equal', binary('floorMod', order, c(2)), c(1)), c(-1), c(1));
  const factorial = select(isFirst, c(1), unary('exp', unary('lgamma', order)));
  const direct = times(times(sign, factorial), zeta(order, argument));
  const ratio = binary('div', c(Math.PI), unary('sin', times(c(Math.PI), x)));
  // At a pole the sine only comes close to 0.
  const atPole = binary('equal', x, unary('floor', x));
  const reflected = select(atPole, c(Infinity), binary('sub', times(ratio, ratio), direct));
  const value = select(binary('equal', n, c(0)), unary('digamma', x), select(reflect, reflected, direct));
  const natural = binary('and', binary('greaterEqual', n, c(0)), binary('equal', n, unary('floor', n)));
  return select(natural, value, c(Number.NaN));
}

defineOp('Polygamma', {
  inputs: ['a: T', 'x: T'],
  outputs: ['z: T'],
  attributes: { T: attr.type(typeSets.floats) },
  infer: broadcastInference,
  gradient: ({ inputs: [n, x], outputs: [z] }, [dz]) =>
    unbroadcast([n, x], z, null, () => mul(op('Polygamma', [add(n, 1), x]), dz!)),
  lower: (c) => [c.b.map(c.inputs, polygamma, c.outputs[0].shape)],
});

defineOp('Zeta', {
  inputs: ['x: T', 'q: T'],
  outputs: ['z: T'],
  attributes: { T: attr.type(typeSets.floats) },
  infer: broadcastInference,
  gradient: ({ inputs: [x, q], outputs: [z] }, [dz]) =>
    unbroadcast([x, q], z, null, () => mul(mul(neg(x), op('Zeta', [add(x, 1), q])), dz!)),
  lower: (c) => [c.b.map(c.inputs, zeta, c.outputs[0].shape)],
});
