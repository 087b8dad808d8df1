/** Follow the regularized leader, per coordinate (McMahan et al. 2013). */

import {
  absolute,
  type Expr,
  isEqual,
  isGreater,
  literal,
  minus,
  negated,
  over,
  plus,
  power,
  select,
  signOf,
  squared,
  squareRoot,
  times,
} from '../kernel-language/index.ts';
import type { Point } from './dense-update.ts';
import { defineUpdate } from './sparse-update.ts';

type Names = 'var' | 'accum' | 'linear' | 'grad' | 'lr' | 'l1' | 'l2' | 'lr_power';

/** `gradient` is the gradient with the penalty on the point itself, where the operation has one. */
function step(p: Point<Names>, gradient: Expr): Expr[] {
  const accum = plus(p.accum, squared(p.grad));
  // The usual power −1/2 is taken as a square root: exact, and what TensorFlow's kernel does.
  const root = (x: Expr) => select(isEqual(p.lr_power, -0.5), squareRoot(x), power(x, negated(p.lr_power)));
  const sigma = over(minus(root(accum), root(p.accum)), p.lr);
  const linear = plus(p.linear, minus(gradient, times(sigma, p.var)));
  const x = minus(times(p.l1, signOf(linear)), linear);
  const y = plus(over(root(accum), p.lr), times(p.l2, 2));
  const next = select(isGreater(absolute(linear), p.l1), over(x, y), literal(0, x.dtype));
  return [next, accum, linear];
}

defineUpdate('ApplyFtrl', {
  references: ['var', 'accum', 'linear'],
  values: ['grad', 'lr', 'l1', 'l2', 'lr_power'],
  gradient: 'grad',
  step: (p) => step(p, p.grad),
});

defineUpdate('ApplyFtrlV2', {
  references: ['var', 'accum', 'linear'],
  values: ['grad', 'lr', 'l1', 'l2', 'l2_shrinkage', 'lr_power'],
  gradient: 'grad',
  step: (p) => step(p, plus(p.grad, times(times(p.l2_shrinkage, 2), p.var))),
});
