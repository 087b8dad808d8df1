/** Updates along the gradient: plain, with momentum, and proximal to the L1 and L2 norms. */

import {
  absolute,
  type Expr,
  isGreater,
  larger,
  minus,
  over,
  plus,
  select,
  signOf,
  times,
} from '../kernel-language/index.ts';
import { attr } from '../registry/index.ts';
import { defineDenseUpdate } from './dense-update.ts';
import { defineUpdate } from './sparse-update.ts';

defineDenseUpdate('ApplyGradientDescent', {
  references: ['var'],
  values: ['alpha', 'delta'],
  gradient: 'delta',
  step: (p) => [minus(p.var, times(p.delta, p.alpha))],
});

defineUpdate('ApplyMomentum', {
  references: ['var', 'accum'],
  values: ['lr', 'grad', 'momentum'],
  gradient: 'grad',
  attributes: { use_nesterov: attr.bool(false) },
  step: (p, c) => {
    const accum = plus(times(p.accum, p.momentum), p.grad);
    const step = times(accum, p.lr);
    if (!c.attr('use_nesterov', 'bool')) return [minus(p.var, step), accum];
    return [minus(p.var, plus(times(p.grad, p.lr), times(times(accum, p.momentum), p.lr))), accum];
  },
});

/** The point closest to `x` under the penalty l1·|x| + l2·x²/2 weighted by `rate`. */
export function proximal(x: Expr, rate: Expr, l1: Expr, l2: Expr): Expr {
  const shrunk = times(signOf(x), larger(minus(absolute(x), times(rate, l1)), 0));
  return over(select(isGreater(l1, 0), shrunk, x), plus(times(l2, rate), 1));
}

defineUpdate('ApplyProximalGradientDescent', {
  references: ['var'],
  values: ['alpha', 'l1', 'l2', 'delta'],
  gradient: 'delta',
  step: (p) => [proximal(minus(p.var, times(p.delta, p.alpha)), p.alpha, p.l1, p.l2)],
});
