/**
 * Optimizers whose update is one operation: a table says which, and what it takes. Each hyperparameter becomes a tensor
 * under its own name in the update's scope.
 */

import { convertToTensor, type TensorLike, type Variable } from '../../../api/index.ts';
import { callUser, type Operation, type Tensor } from '../../../graph/index.ts';
import { addOp, op, type PlainAttributes } from '../../../ops/index.ts';
import { elementOf, type SlotInitializer } from '../slots.ts';
import { type IndexedSlices, withoutDuplicates } from './indexed-slices.ts';
import { Optimizer, type OptimizerOptions } from './optimizer.ts';

/** A number, a tensor (such as a schedule), or a function that gives either when the update is built. */
export type Hyperparameter = TensorLike | (() => TensorLike);

export interface UpdateRule {
  /** The operation's type; `Sparse` before it is the type for slices. */
  readonly operation: string;
  /** Slots in the order they are made. */
  readonly slots: Readonly<Record<string, SlotInitializer>>;
  /** Slots in the order of the operation's references, after the variable. Default: as they are made. */
  readonly references?: readonly string[];
  /** Hyperparameters in the order their tensors are made, by the names of these. */
  readonly hyperparameters: Readonly<Record<string, Hyperparameter>>;
  /** The operation's inputs after the references: names of hyperparameters, or `grad`. */
  readonly inputs: readonly string[];
  readonly attributes?: PlainAttributes;
}

export abstract class RuleOptimizer extends Optimizer {
  protected readonly rule: UpdateRule;
  #tensors = new Map<string, Tensor>();

  protected constructor(defaultName: string, rule: UpdateRule, options: OptimizerOptions) {
    super(options.name ?? defaultName, options.useLocking);
    this.rule = rule;
  }

  protected override createSlots(variables: readonly Variable[]): void {
    for (const variable of variables) {
      for (const [name, initializer] of Object.entries(this.rule.slots)) this.slot(variable, name, initializer);
    }
  }

  protected override prepare(): void {
    const { hyperparameters } = this.rule;
    this.#tensors = new Map(
      Object.entries(hyperparameters).map(([name, value]) => [
        name,
        convertToTensor(typeof value === 'function' ? callUser(value) : value, { name }),
      ]),
    );
  }

  /** The tensor of a hyperparameter, in the type of `variable`. */
  protected input(name: string, variable: Variable): Tensor {
    const tensor = this.#tensors.get(name)!;
    if (tensor.dtype === variable.dtype) return tensor;
    return op('Cast', [tensor], { DstT: variable.dtype });
  }

  protected override readonly supportsSparse: boolean = true;

  protected override applyDense(gradient: Tensor, variable: Variable): Operation {
    return this.#apply(this.rule.operation, variable, [gradient]);
  }
  protected override applySparse(slices: IndexedSlices, variable: Variable): Operation {
    const { values, indices } = withoutDuplicates(slices);
    return this.#apply(`Sparse${this.rule.operation}`, variable, [values, indices]);
  }

  #apply(type: string, variable: Variable, gradient: readonly Tensor[]): Operation {
    const { inputs, slots, references = Object.keys(slots), attributes } = this.rule;
    const refs = [variable, ...references.map((name) => this.getSlot(variable, name)!)].map(elementOf);
    const values = inputs.flatMap((name) => (name === 'grad' ? gradient : [this.input(name, variable)]));
    return addOp(type, [...refs, ...values], { ...attributes, use_locking: this.useLocking });
  }
}

/** @throws RangeError if an argument that has no default is missing. */
export function required<T>(name: string, value: T | undefined): T {
  if (value !== undefined) return value;
  throw new RangeError(`The optimizer needs a value for ${name}.`);
}

/** @throws RangeError unless it is above 0. */
export function requirePositive(name: string, value: number): number {
  if (value > 0) return value;
  throw new RangeError(`${name} must be positive: ${value}`);
}
