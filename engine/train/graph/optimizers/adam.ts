/** Adam (Kingma and Ba 2014). */

import { group, type TensorLike, type Variable } from '../../../api/index.ts';
import { readOptions } from '../../../api/machinery.ts';
import { callUser, type Graph, type Operation, type Tensor } from '../../../graph/index.ts';
import { addOp, op } from '../../../ops/index.ts';
import { elementOf, zerosInitializer } from '../slots.ts';
import type { OptimizerOptions } from './optimizer.ts';
import { type Hyperparameter, RuleOptimizer } from './rule-optimizer.ts';

export interface AdamOptions extends OptimizerOptions {
  /** Default 0.001. */
  readonly learningRate?: Hyperparameter;
  /** Decay of the mean of gradients. Default 0.9. */
  readonly beta1?: Hyperparameter;
  /** Decay of the mean of squared gradients. Default 0.999. */
  readonly beta2?: Hyperparameter;
  /** Default 1e-8. It stands outside the correction of the start ("epsilon hat" in the paper). */
  readonly epsilon?: Hyperparameter;
}

const powers = { beta1_power: 'beta1', beta2_power: 'beta2' } as const;
type Power = keyof typeof powers;

/**
 * variable -= learningRate · √(1 − beta2ᵗ) / (1 − beta1ᵗ) · m / (√v + epsilon), with m and v the decayed means of the
 * gradient and of its square. Slots: `m`, `v`; the powers of the betas are variables of their own.
 */
export class AdamOptimizer extends RuleOptimizer {
  constructor(
    learningRate: Hyperparameter | AdamOptions = 0.001,
    beta1?: Hyperparameter | AdamOptions,
    beta2?: Hyperparameter | AdamOptions,
    epsilon?: Hyperparameter | AdamOptions,
    options: AdamOptions = {},
  ) {
    const names = ['learningRate', 'beta1', 'beta2', 'epsilon'] as const;
    const given = readOptions<AdamOptions>(names, [learningRate, beta1, beta2, epsilon, options]);
    const rule = {
      operation: 'ApplyAdam',
      slots: { m: zerosInitializer, v: zerosInitializer },
      hyperparameters: {
        learning_rate: given.learningRate ?? 0.001,
        beta1: given.beta1 ?? 0.9,
        beta2: given.beta2 ?? 0.999,
        epsilon: given.epsilon ?? 1e-8,
      },
      inputs: ['beta1_power', 'beta2_power', 'learning_rate', 'beta1', 'beta2', 'epsilon', 'grad'],
    };
    super('Adam', rule, given);
  }

  /** For gathered rows, TensorFlow decays m and v of all rows: what the dense update does with zeros. */
  protected override readonly supportsSparse: boolean = false;

  protected override createSlots(variables: readonly Variable[]): void {
    const { graph } = variables[0];
    for (const [name, beta] of Object.entries(powers)) {
      const value = this.rule.hyperparameters[beta];
      this.createNonSlot(graph, name, (typeof value === 'function' ? callUser(value) : value) as TensorLike);
    }
    super.createSlots(variables);
  }

  protected override input(name: string, variable: Variable): Tensor {
    if (!Object.hasOwn(powers, name)) return super.input(name, variable);
    const power = this.#power(variable.graph, name as Power).value();
    return power.dtype === variable.dtype ? power : op('Cast', [power], { DstT: variable.dtype });
  }

  #power(graph: Graph, name: Power): Variable {
    return this.nonSlot(graph, name);
  }

  protected override finish(updates: readonly Operation[], name: string): Operation {
    const { graph } = updates[0];
    const advanced = graph.withControlDependencies(updates, () =>
      Object.entries(powers).map(([power, beta]) => {
        const variable = this.#power(graph, power as Power);
        const next = op('Mul', [variable.value(), super.input(beta, variable)], {}, 'mul');
        return addOp('Assign', [elementOf(variable), next], { use_locking: this.useLocking });
      }),
    );
    return group([...updates, ...advanced], { name });
  }
}
