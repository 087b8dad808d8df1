/** Adagrad (Duchi et al. 2011) and its proximal form. */

import { constant, type Variable } from '../../../api/index.ts';
import { readOptions } from '../../../api/machinery.ts';
import { constantInitializer } from '../slots.ts';
import type { OptimizerOptions } from './optimizer.ts';
import { type Hyperparameter, RuleOptimizer, required, requirePositive } from './rule-optimizer.ts';

export interface AdagradOptions extends OptimizerOptions {
  readonly learningRate?: Hyperparameter;
  /** What the sum of squared gradients starts from. Default 0.1. */
  readonly initialAccumulatorValue?: number;
}

/** accumulator += gradient²; variable -= learningRate · gradient / √accumulator. Slot: `accumulator`. */
export class AdagradOptimizer extends RuleOptimizer {
  constructor(
    learningRate: Hyperparameter | AdagradOptions,
    initialAccumulatorValue?: number | AdagradOptions,
    options: AdagradOptions = {},
  ) {
    const names = ['learningRate', 'initialAccumulatorValue'] as const;
    const given = readOptions<AdagradOptions>(names, [learningRate, initialAccumulatorValue, options]);
    const start = requirePositive('initialAccumulatorValue', given.initialAccumulatorValue ?? 0.1);
    const rule = {
      operation: 'ApplyAdagrad',
      slots: { accumulator: constantInitializer(start) },
      hyperparameters: { learning_rate: required('learningRate', given.learningRate) },
      inputs: ['learning_rate', 'grad'],
    };
    super('Adagrad', rule, given);
  }
}

export interface ProximalAdagradOptions extends AdagradOptions {
  /** Default 0. */
  readonly l1RegularizationStrength?: Hyperparameter;
  /** Default 0. */
  readonly l2RegularizationStrength?: Hyperparameter;
}

/** Adagrad's step, then the point closest to its end under the penalties (Singer and Duchi 2009). Slot: `accumulator`. */
export class ProximalAdagradOptimizer extends RuleOptimizer {
  readonly #start: number;

  constructor(
    learningRate: Hyperparameter | ProximalAdagradOptions,
    initialAccumulatorValue?: number | ProximalAdagradOptions,
    l1RegularizationStrength?: Hyperparameter | ProximalAdagradOptions,
    l2RegularizationStrength?: Hyperparameter | ProximalAdagradOptions,
    options: ProximalAdagradOptions = {},
  ) {
    const names = [
      'learningRate',
      'initialAccumulatorValue',
      'l1RegularizationStrength',
      'l2RegularizationStrength',
    ] as const;
    const given = readOptions<ProximalAdagradOptions>(names, [
      learningRate,
      initialAccumulatorValue,
      l1RegularizationStrength,
      l2RegularizationStrength,
      options,
    ]);
    const start = requirePositive('initialAccumulatorValue', given.initialAccumulatorValue ?? 0.1);
    const rule = {
      operation: 'ApplyProximalAdagrad',
      slots: { accumulator: constantInitializer(start) },
      hyperparameters: {
        learning_rate: required('learningRate', given.learningRate),
        l1_regularization_strength: given.l1RegularizationStrength ?? 0,
        l2_regularization_strength: given.l2RegularizationStrength ?? 0,
      },
      inputs: ['learning_rate', 'l1_regularization_strength', 'l2_regularization_strength', 'grad'],
    };
    super('ProximalAdagrad', rule, given);
    this.#start = start;
  }

  /** The first value is a constant of its own in TensorFlow's graphs, not part of the slot's initializer. */
  protected override createSlots(variables: readonly Variable[]): void {
    for (const variable of variables) {
      const { shape, dtype } = variable;
      const start = shape.isFullyDefined ? constant(this.#start, { dtype, shape }) : constantInitializer(this.#start);
      this.slot(variable, 'accumulator', start);
    }
  }
}
