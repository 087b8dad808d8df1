/** RMSProp (Tieleman and Hinton 2012), and centred on the mean gradient (Graves 2013). */

import { minus, over, plus, squared, squareRoot, times } from '../kernel-language/index.ts';
import { defineUpdate } from './sparse-update.ts';

defineUpdate('ApplyRMSProp', {
  references: ['var', 'ms', 'mom'],
  values: ['lr', 'rho', 'momentum', 'epsilon', 'grad'],
  gradient: 'grad',
  prepare: (s) => ({ rest: minus(1, s.rho) }),
  step: (p) => {
    const ms = plus(p.ms, times(minus(squared(p.grad), p.ms), p.rest));
    const mom = plus(times(p.mom, p.momentum), over(times(p.grad, p.lr), squareRoot(plus(ms, p.epsilon))));
    return [minus(p.var, mom), ms, mom];
  },
});

defineUpdate('ApplyCenteredRMSProp', {
  references: ['var', 'mg', 'ms', 'mom'],
  values: ['lr', 'rho', 'momentum', 'epsilon', 'grad'],
  gradient: 'grad',
  prepare: (s) => ({ rest: minus(1, s.rho) }),
  step: (p) => {
    const ms = plus(p.ms, times(minus(squared(p.grad), p.ms), p.rest));
    const mg = plus(p.mg, times(minus(p.grad, p.mg), p.rest));
    const variance = plus(minus(ms, squared(mg)), p.epsilon);
    const mom = plus(times(p.mom, p.momentum), over(times(p.grad, p.lr), squareRoot(variance)));
    return [minus(p.var, mom), mg, ms, mom];
  },
});
