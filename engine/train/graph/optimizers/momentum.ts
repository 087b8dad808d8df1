/** Gradient descent with momentum (Polyak 1964), or Nesterov's (Sutskever et al. 2013). */

import { readOptions } from '../../../api/machinery.ts';
import { zerosInitializer } from '../slots.ts';
import type { OptimizerOptions } from './optimizer.ts';
import { type Hyperparameter, RuleOptimizer, required } from './rule-optimizer.ts';

export interface MomentumOptions extends OptimizerOptions {
  readonly learningRate?: Hyperparameter;
  readonly momentum?: Hyperparameter;
  /** Default false. */
  readonly useNesterov?: boolean;
}

/** accumulation = momentum · accumulation + gradient; variable -= learningRate · accumulation. Slot: `momentum`. */
export class MomentumOptimizer extends RuleOptimizer {
  constructor(
    learningRate: Hyperparameter | MomentumOptions,
    momentum?: Hyperparameter | MomentumOptions,
    options: MomentumOptions = {},
  ) {
    const given = readOptions<MomentumOptions>(['learningRate', 'momentum'], [learningRate, momentum, options]);
    const rule = {
      operation: 'ApplyMomentum',
      slots: { momentum: zerosInitializer },
      hyperparameters: {
        learning_rate: required('learningRate', given.learningRate),
        momentum: required('momentum', given.momentum),
      },
      inputs: ['learning_rate', 'grad', 'momentum'],
      attributes: { use_nesterov: given.useNesterov ?? false },
    };
    super('Momentum', rule, given);
  }
}
