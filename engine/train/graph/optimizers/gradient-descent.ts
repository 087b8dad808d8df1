/** Gradient descent: each variable moves against its gradient. */

import type { Variable } from '../../../api/index.ts';
import { readOptions } from '../../../api/machinery.ts';
import type { Operation } from '../../../graph/index.ts';
import { addOp, op } from '../../../ops/index.ts';
import { elementOf } from '../slots.ts';
import type { IndexedSlices } from './indexed-slices.ts';
import type { OptimizerOptions } from './optimizer.ts';
import { type Hyperparameter, RuleOptimizer, required } from './rule-optimizer.ts';

export interface GradientDescentOptions extends OptimizerOptions {
  readonly learningRate?: Hyperparameter;
}

/** variable -= learningRate · gradient. */
export class GradientDescentOptimizer extends RuleOptimizer {
  constructor(learningRate: Hyperparameter | GradientDescentOptions, options: GradientDescentOptions = {}) {
    const given = readOptions<GradientDescentOptions>(['learningRate'], [learningRate, options]);
    const rule = {
      operation: 'ApplyGradientDescent',
      slots: {},
      hyperparameters: { learning_rate: required('learningRate', given.learningRate) },
      inputs: ['learning_rate', 'grad'],
    };
    super('GradientDescent', rule, given);
  }

  protected override applySparse({ values, indices }: IndexedSlices, variable: Variable): Operation {
    const step = op('Mul', [values, this.input('learning_rate', variable)], {}, 'mul');
    return addOp('ScatterSub', [elementOf(variable), indices, step], { use_locking: this.useLocking });
  }
}
