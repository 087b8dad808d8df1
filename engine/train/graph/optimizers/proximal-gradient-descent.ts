/** Proximal gradient descent (Duchi and Singer 2009). */

import { readOptions } from '../../../api/machinery.ts';
import type { OptimizerOptions } from './optimizer.ts';
import { type Hyperparameter, RuleOptimizer, required } from './rule-optimizer.ts';

export interface ProximalGradientDescentOptions extends OptimizerOptions {
  readonly learningRate?: Hyperparameter;
  /** Default 0. */
  readonly l1RegularizationStrength?: Hyperparameter;
  /** Default 0. */
  readonly l2RegularizationStrength?: Hyperparameter;
}

/** A step of gradient descent, then the point closest to its end under the penalties. */
export class ProximalGradientDescentOptimizer extends RuleOptimizer {
  constructor(
    learningRate: Hyperparameter | ProximalGradientDescentOptions,
    l1RegularizationStrength?: Hyperparameter | ProximalGradientDescentOptions,
    l2RegularizationStrength?: Hyperparameter | ProximalGradientDescentOptions,
    options: ProximalGradientDescentOptions = {},
  ) {
    const names = ['learningRate', 'l1RegularizationStrength', 'l2RegularizationStrength'] as const;
    const given = readOptions<ProximalGradientDescentOptions>(names, [
      learningRate,
      l1RegularizationStrength,
      l2RegularizationStrength,
      options,
    ]);
    const rule = {
      operation: 'ApplyProximalGradientDescent',
      slots: {},
      hyperparameters: {
        learning_rate: required('learningRate', given.learningRate),
        l1_regularization_strength: given.l1RegularizationStrength ?? 0,
        l2_regularization_strength: given.l2RegularizationStrength ?? 0,
      },
      inputs: ['learning_rate', 'l1_regularization_strength', 'l2_regularization_strength', 'grad'],
    };
    super('ProximalGradientDescent', rule, given);
  }
}
