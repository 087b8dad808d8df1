/** Updates scaled by whether gradient and momentum agree in sign (Bello et al. 2017). */

import { exponential, minus, plus, signOf, times } from '../kernel-language/index.ts';
import { defineDenseUpdate } from './dense-update.ts';

defineDenseUpdate('ApplyAddSign', {
  references: ['var', 'm'],
  values: ['lr', 'alpha', 'sign_decay', 'beta', 'grad'],
  gradient: 'grad',
  step: (p) => {
    const m = plus(times(p.m, p.beta), times(p.grad, minus(1, p.beta)));
    const agreement = times(signOf(p.grad), signOf(m));
    const scale = plus(p.alpha, times(p.sign_decay, agreement));
    return [minus(p.var, times(times(p.lr, scale), p.grad)), m];
  },
});

defineDenseUpdate('ApplyPowerSign', {
  references: ['var', 'm'],
  values: ['lr', 'logbase', 'sign_decay', 'beta', 'grad'],
  gradient: 'grad',
  step: (p) => {
    const m = plus(times(p.m, p.beta), times(p.grad, minus(1, p.beta)));
    const agreement = times(signOf(p.grad), signOf(m));
    const scale = exponential(times(times(p.logbase, p.sign_decay), agreement));
    return [minus(p.var, times(times(p.lr, scale), p.grad)), m];
  },
});
