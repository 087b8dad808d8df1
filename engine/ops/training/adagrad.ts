/** Rates that fall with the squares seen so far: Adagrad, its proximal and dual-averaging forms, Adadelta. */

import {
  absolute,
  isGreater,
  larger,
  minus,
  negated,
  over,
  plus,
  select,
  signOf,
  squared,
  squareRoot,
  times,
  unary,
} from '../kernel-language/index.ts';
import { attr } from '../registry/index.ts';
import { proximal } from './gradient-descent.ts';
import { defineUpdate } from './sparse-update.ts';

/** Duchi et al. 2011. */
defineUpdate('ApplyAdagrad', {
  references: ['var', 'accum'],
  values: ['lr', 'grad'],
  gradient: 'grad',
  attributes: { update_slots: attr.bool(true) },
  step: (p, c) => {
    const updates = c.attr('update_slots', 'bool');
    const accum = updates ? plus(p.accum, squared(p.grad)) : p.accum;
    return [minus(p.var, times(times(p.grad, p.lr), unary('rsqrt', accum))), updates ? accum : null];
  },
});

defineUpdate('ApplyProximalAdagrad', {
  references: ['var', 'accum'],
  values: ['lr', 'l1', 'l2', 'grad'],
  gradient: 'grad',
  step: (p) => {
    const accum = plus(p.accum, squared(p.grad));
    const rate = times(p.lr, unary('rsqrt', accum));
    return [proximal(minus(p.var, times(p.grad, rate)), rate, p.l1, p.l2), accum];
  },
});

defineUpdate('ApplyAdagradDA', {
  references: ['var', 'gradient_accumulator', 'gradient_squared_accumulator'],
  values: ['grad', 'lr', 'l1', 'l2', 'global_step'],
  gradient: 'grad',
  steps: ['global_step'],
  prepare: (s) => ({
    threshold: times(s.l1, s.global_step),
    damping: times(times(s.l2, s.global_step), s.lr),
  }),
  step: (p) => {
    const sum = plus(p.gradient_accumulator, p.grad);
    const squares = plus(p.gradient_squared_accumulator, squared(p.grad));
    const shrunk = times(signOf(sum), larger(minus(absolute(sum), p.threshold), 0));
    const kept = select(isGreater(p.l1, 0), shrunk, sum);
    return [over(times(negated(p.lr), kept), plus(p.damping, squareRoot(squares))), sum, squares];
  },
});

/** Zeiler 2012. */
defineUpdate('ApplyAdadelta', {
  references: ['var', 'accum', 'accum_update'],
  values: ['lr', 'rho', 'epsilon', 'grad'],
  gradient: 'grad',
  prepare: (s) => ({ rest: minus(1, s.rho) }),
  step: (p) => {
    const accum = plus(times(p.accum, p.rho), times(squared(p.grad), p.rest));
    const scale = times(squareRoot(plus(p.accum_update, p.epsilon)), unary('rsqrt', plus(accum, p.epsilon)));
    const update = times(scale, p.grad);
    const accumUpdate = plus(times(p.accum_update, p.rho), times(squared(update), p.rest));
    return [minus(p.var, times(update, p.lr)), accum, accumUpdate];
  },
});
