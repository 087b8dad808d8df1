/** RMSProp (Tieleman and Hinton 2012), plain or centred on the mean gradient (Graves 2013). */

import { readOptions } from '../../../api/machinery.ts';
import { onesInitializer, zerosInitializer } from '../slots.ts';
import type { OptimizerOptions } from './optimizer.ts';
import { type Hyperparameter, RuleOptimizer, required, type UpdateRule } from './rule-optimizer.ts';

export interface RMSPropOptions extends OptimizerOptions {
  readonly learningRate?: Hyperparameter;
  /** Of the mean of squared gradients. Default 0.9. */
  readonly decay?: Hyperparameter;
  /** Default 0. */
  readonly momentum?: Hyperparameter;
  /** Default 1e-10; inside the square root. */
  readonly epsilon?: Hyperparameter;
  /** Divide by the estimated standard deviation instead of the root mean square. Default false. */
  readonly centered?: boolean;
}

/** Slots: `rms`, which starts at ones, `momentum`, and `mg` where it is centred. */
export class RMSPropOptimizer extends RuleOptimizer {
  constructor(
    learningRate: Hyperparameter | RMSPropOptions,
    decay?: Hyperparameter | RMSPropOptions,
    momentum?: Hyperparameter | RMSPropOptions,
    epsilon?: Hyperparameter | RMSPropOptions,
    options: RMSPropOptions = {},
  ) {
    const names = ['learningRate', 'decay', 'momentum', 'epsilon'] as const;
    const given = readOptions<RMSPropOptions>(names, [learningRate, decay, momentum, epsilon, options]);
    const form: Pick<UpdateRule, 'operation' | 'slots' | 'references'> = given.centered
      ? {
          operation: 'ApplyCenteredRMSProp',
          slots: { rms: onesInitializer, mg: zerosInitializer, momentum: zerosInitializer },
          references: ['mg', 'rms', 'momentum'],
        }
      : { operation: 'ApplyRMSProp', slots: { rms: onesInitializer, momentum: zerosInitializer } };
    const rule = {
      ...form,
      hyperparameters: {
        learning_rate: required('learningRate', given.learningRate),
        decay: given.decay ?? 0.9,
        momentum: given.momentum ?? 0,
        epsilon: given.epsilon ?? 1e-10,
      },
      inputs: ['learning_rate', 'decay', 'momentum', 'epsilon', 'grad'],
    };
    super('RMSProp', rule, given);
  }
}
