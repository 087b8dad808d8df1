/** Adagrad with dual averaging (Duchi et al. 2011): for sparse linear models. */

import { constant, convertToTensor, type Variable } from '../../../api/index.ts';
import { readOptions } from '../../../api/machinery.ts';
import type { Tensor } from '../../../graph/index.ts';
import { op, scalarTensor } from '../../../ops/index.ts';
import { constantInitializer } from '../slots.ts';
import type { OptimizerOptions } from './optimizer.ts';
import { type Hyperparameter, RuleOptimizer, required, requirePositive } from './rule-optimizer.ts';

export interface AdagradDAOptions extends OptimizerOptions {
  readonly learningRate?: Hyperparameter;
  /** The step the regularization grows with; `minimize` must count it too. */
  readonly globalStep?: Variable;
  /** Default 0.1. */
  readonly initialGradientSquaredAccumulatorValue?: number;
  /** Default 0. */
  readonly l1RegularizationStrength?: number;
  /** Default 0. */
  readonly l2RegularizationStrength?: number;
}

const slots = ['gradient_accumulator', 'gradient_squared_accumulator'] as const;

/** Slots: `gradient_accumulator`, `gradient_squared_accumulator`. */
export class AdagradDAOptimizer extends RuleOptimizer {
  readonly #globalStep: Variable;
  readonly #start: number;
  readonly #penalties: Readonly<Record<string, number>>;
  #nextStep: Tensor | undefined;

  constructor(
    learningRate: Hyperparameter | AdagradDAOptions,
    globalStep?: Variable | AdagradDAOptions,
    options: AdagradDAOptions = {},
  ) {
    const given = readOptions<AdagradDAOptions>(['learningRate', 'globalStep'], [learningRate, globalStep, options]);
    const start = requirePositive(
      'initialGradientSquaredAccumulatorValue',
      given.initialGradientSquaredAccumulatorValue ?? 0.1,
    );
    const rule = {
      operation: 'ApplyAdagradDA',
      slots: { [slots[0]]: constantInitializer(0), [slots[1]]: constantInitializer(start) },
      hyperparameters: { learning_rate: required('learningRate', given.learningRate) },
      inputs: ['grad', 'learning_rate', 'l1', 'l2', 'step'],
    };
    super('AdagradDA', rule, given);
    this.#globalStep = required('globalStep', given.globalStep);
    this.#start = start;
    this.#penalties = { l1: given.l1RegularizationStrength ?? 0, l2: given.l2RegularizationStrength ?? 0 };
  }

  protected override createSlots(variables: readonly Variable[]): void {
    for (const variable of variables) {
      const { shape, dtype } = variable;
      const first = [0, this.#start].map((value) =>
        shape.isFullyDefined ? constant(value, { dtype, shape }) : constantInitializer(value),
      );
      slots.forEach((name, i) => {
        this.slot(variable, name, first[i]);
      });
    }
  }

  /** The step that this update makes, counted from 1. */
  protected override prepare(): void {
    super.prepare();
    const step = op('Identity', [this.#globalStep.value()]);
    this.#nextStep = step.graph.withNameScope('add', (scope) =>
      op('Add', [step, scalarTensor(1, step.dtype, 'y')], {}, scope),
    );
  }

  protected override input(name: string, variable: Variable): Tensor {
    if (Object.hasOwn(this.#penalties, name)) {
      const { dtype } = variable;
      return variable.graph.withNameScope('Cast', () => convertToTensor(this.#penalties[name], { dtype, name: 'x' }));
    }
    if (name !== 'step') return super.input(name, variable);
    const step = op('Identity', [this.#nextStep!]);
    return step.dtype === 'int64' ? step : op('Cast', [step], { DstT: 'int64' });
  }
}
