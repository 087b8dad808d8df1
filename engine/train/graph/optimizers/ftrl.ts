/** Follow the regularized leader, per coordinate (McMahan et al. 2013). */

import { readOptions } from '../../../api/machinery.ts';
import { scaledOnesInitializer, zerosInitializer } from '../slots.ts';
import type { OptimizerOptions } from './optimizer.ts';
import { type Hyperparameter, RuleOptimizer, required } from './rule-optimizer.ts';

export interface FtrlOptions extends OptimizerOptions {
  readonly learningRate?: Hyperparameter;
  /** At most 0; 0 keeps the learning rate fixed. Default -0.5. */
  readonly learningRatePower?: number;
  /** At least 0. Default 0.1. */
  readonly initialAccumulatorValue?: number;
  /** At least 0. Default 0. */
  readonly l1RegularizationStrength?: number;
  /** At least 0. Default 0. */
  readonly l2RegularizationStrength?: number;
  /** A penalty on the weights themselves rather than on the update. At least 0. Default 0. */
  readonly l2ShrinkageRegularizationStrength?: number;
}

const strengths = [
  'initialAccumulatorValue',
  'l1RegularizationStrength',
  'l2RegularizationStrength',
  'l2ShrinkageRegularizationStrength',
] as const;

/** Slots: `accum`, `linear`. @throws RangeError for a strength below 0 or a power above 0. */
export class FtrlOptimizer extends RuleOptimizer {
  constructor(
    learningRate: Hyperparameter | FtrlOptions,
    learningRatePower?: number | FtrlOptions,
    initialAccumulatorValue?: number | FtrlOptions,
    l1RegularizationStrength?: number | FtrlOptions,
    l2RegularizationStrength?: number | FtrlOptions,
    options: FtrlOptions = {},
  ) {
    const names = [
      'learningRate',
      'learningRatePower',
      'initialAccumulatorValue',
      'l1RegularizationStrength',
      'l2RegularizationStrength',
    ] as const;
    const given = readOptions<FtrlOptions>(names, [
      learningRate,
      learningRatePower,
      initialAccumulatorValue,
      l1RegularizationStrength,
      l2RegularizationStrength,
      options,
    ]);
    for (const name of strengths) {
      const value = given[name];
      if (value !== undefined && !(value >= 0)) {
        throw new RangeError(`${name} ${value} needs to be positive or zero.`);
      }
    }
    const power = given.learningRatePower ?? -0.5;
    if (!(power <= 0)) throw new RangeError(`learningRatePower ${power} needs to be negative or zero.`);
    const shrinkage = given.l2ShrinkageRegularizationStrength ?? 0;
    const rule = {
      operation: shrinkage > 0 ? 'ApplyFtrlV2' : 'ApplyFtrl',
      slots: { accum: scaledOnesInitializer(given.initialAccumulatorValue ?? 0.1), linear: zerosInitializer },
      hyperparameters: {
        learning_rate: required('learningRate', given.learningRate),
        l1_regularization_strength: given.l1RegularizationStrength ?? 0,
        l2_regularization_strength: given.l2RegularizationStrength ?? 0,
        l2_shrinkage_regularization_strength: shrinkage,
        learning_rate_power: power,
      },
      inputs: [
        'grad',
        'learning_rate',
        'l1_regularization_strength',
        'l2_regularization_strength',
        ...(shrinkage > 0 ? ['l2_shrinkage_regularization_strength'] : []),
        'learning_rate_power',
      ],
    };
    super('Ftrl', rule, given);
  }
}
