/** Adadelta (Zeiler 2012). */

import { readOptions } from '../../../api/machinery.ts';
import { zerosInitializer } from '../slots.ts';
import type { OptimizerOptions } from './optimizer.ts';
import { type Hyperparameter, RuleOptimizer } from './rule-optimizer.ts';

export interface AdadeltaOptions extends OptimizerOptions {
  /** Default 0.001; the paper's is 1. */
  readonly learningRate?: Hyperparameter;
  /** Decay of both means. Default 0.95. */
  readonly rho?: Hyperparameter;
  /** Default 1e-8. */
  readonly epsilon?: Hyperparameter;
}

/** Slots: `accum`, of squared gradients, and `accum_update`, of squared updates. */
export class AdadeltaOptimizer extends RuleOptimizer {
  constructor(
    learningRate: Hyperparameter | AdadeltaOptions = 0.001,
    rho?: Hyperparameter | AdadeltaOptions,
    epsilon?: Hyperparameter | AdadeltaOptions,
    options: AdadeltaOptions = {},
  ) {
    const names = ['learningRate', 'rho', 'epsilon'] as const;
    const given = readOptions<AdadeltaOptions>(names, [learningRate, rho, epsilon, options]);
    const rule = {
      operation: 'ApplyAdadelta',
      slots: { accum: zerosInitializer, accum_update: zerosInitializer },
      hyperparameters: {
        lr: given.learningRate ?? 0.001,
        rho: given.rho ?? 0.95,
        epsilon: given.epsilon ?? 1e-8,
      },
      inputs: ['lr', 'rho', 'epsilon', 'grad'],
    };
    super('Adadelta', rule, given);
  }
}
