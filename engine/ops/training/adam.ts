/** Adam and its variant on the largest gradient (Kingma and Ba 2014). */

import { absolute, larger, minus, over, plus, squared, squareRoot, times } from '../kernel-language/index.ts';
import { attr } from '../registry/index.ts';
import { defineDenseUpdate } from './dense-update.ts';

defineDenseUpdate('ApplyAdam', {
  references: ['var', 'm', 'v'],
  values: ['beta1_power', 'beta2_power', 'lr', 'beta1', 'beta2', 'epsilon', 'grad'],
  gradient: 'grad',
  attributes: { use_nesterov: attr.bool(false) },
  prepare: (s) => ({
    alpha: over(times(s.lr, squareRoot(minus(1, s.beta2_power))), minus(1, s.beta1_power)),
    rest1: minus(1, s.beta1),
    rest2: minus(1, s.beta2),
  }),
  step: (p, c) => {
    const m = plus(p.m, times(minus(p.grad, p.m), p.rest1));
    const v = plus(p.v, times(minus(squared(p.grad), p.v), p.rest2));
    const direction = c.attr('use_nesterov', 'bool') ? plus(times(m, p.beta1), times(p.rest1, p.grad)) : m;
    return [minus(p.var, over(times(direction, p.alpha), plus(squareRoot(v), p.epsilon))), m, v];
  },
});

defineDenseUpdate('ApplyAdaMax', {
  references: ['var', 'm', 'v'],
  values: ['beta1_power', 'lr', 'beta1', 'beta2', 'epsilon', 'grad'],
  gradient: 'grad',
  prepare: (s) => ({ alpha: over(s.lr, minus(1, s.beta1_power)), rest1: minus(1, s.beta1) }),
  step: (p) => {
    const m = plus(p.m, times(minus(p.grad, p.m), p.rest1));
    const v = larger(times(p.beta2, p.v), absolute(p.grad));
    return [minus(p.var, times(p.alpha, over(m, plus(v, p.epsilon)))), m, v];
  },
});
