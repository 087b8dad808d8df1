/**
 * The base of all optimizers: from a loss to the operation that takes one step. What differs between them (slots,
 * hyperparameters, the update itself) is in the methods that they override. Names and order of the nodes are those of
 * TensorFlow 1.15.
 */

import {
  convertToTensor,
  gradients,
  group,
  type TensorLike,
  trainableVariables,
  tuple,
  Variable,
} from '../../../api/index.ts';
import { readOptions } from '../../../api/machinery.ts';
import {
  asOneCall,
  type DType,
  DTypeError,
  type Graph,
  GraphError,
  GraphKeys,
  isFloating,
  isGraphElement,
  Operation,
  type RankKind,
  Tensor,
  withDefaultGraph,
} from '../../../graph/index.ts';
import { addOp, scalarTensor } from '../../../ops/index.ts';
import {
  createNonSlotVariable,
  createSlot,
  createSlotWithInitializer,
  elementOf,
  type SlotInitializer,
} from '../slots.ts';
import { type IndexedSlices, slicesOf } from './indexed-slices.ts';

/** A gradient and its variable; null where the loss does not depend on the variable. */
export type GradientAndVariable = readonly [gradient: Tensor | null, variable: Variable];

export interface ComputeGradientsOptions {
  /** Default: the trainable variables. */
  readonly varList?: Variable | readonly Variable[];
  /** GATE_NONE, GATE_OP (default) or GATE_GRAPH. */
  readonly gateGradients?: number;
  /** The gradient that flows into the loss. Default ones. */
  readonly gradLoss?: TensorLike;
  /** Taken for compatibility. */
  readonly aggregationMethod?: number;
  readonly colocateGradientsWithOps?: boolean;
}

export interface ApplyGradientsOptions {
  /** Counts up by one once the variables are updated. */
  readonly globalStep?: Variable;
  /** Default: the optimizer's name. */
  readonly name?: string;
}

export interface MinimizeOptions extends ComputeGradientsOptions, ApplyGradientsOptions {}

export interface OptimizerOptions {
  /** The scope of the update. Default: the class's name without `Optimizer`. */
  readonly name?: string;
  /** Taken for compatibility: updates of one session never overlap. */
  readonly useLocking?: boolean;
}

export abstract class Optimizer {
  static readonly GATE_NONE = 0;
  static readonly GATE_OP = 1;
  static readonly GATE_GRAPH = 2;

  readonly #name: string;
  protected readonly useLocking: boolean;
  /** By slot name, then by the variable's reference. */
  readonly #slots = new Map<string, Map<Tensor, Variable>>();
  readonly #nonSlots = new Map<Graph, Map<string, Variable>>();

  protected constructor(name: string, useLocking = false) {
    if (!name) throw new GraphError('Must specify the optimizer name.');
    this.#name = name;
    this.useLocking = useLocking;
  }

  getName(): string {
    return this.#name;
  }

  /**
   * One operation that computes the gradients of `loss` and updates the variables: `minimize(loss, globalStep, varList)`,
   * or with options in place of any of the two.
   * @param loss - A floating-point tensor of any shape; the sum of its elements is minimized.
   * @throws GraphError if there are no variables, or the loss depends on none; DTypeError for a loss of another type.
   */
  minimize(
    loss: Tensor,
    globalStep?: Variable | MinimizeOptions | null,
    varList?: MinimizeOptions['varList'] | MinimizeOptions | null,
    more: MinimizeOptions = {},
  ): Operation {
    const options = readOptions<MinimizeOptions>(['globalStep', 'varList'], [globalStep, varList, more]);
    const found = this.computeGradients(loss, options);
    if (found.every(([gradient]) => gradient === null)) {
      throw new GraphError(
        'No gradients provided for any variable, check your graph for ops that do not support gradients, between ' +
          `variables ${listed(found)} and loss ${loss}.`,
        loss.op.describe(),
      );
    }
    return this.applyGradients(found, options);
  }

  /** The gradient of `loss` for each variable: the first half of `minimize`, for those who change the gradients. */
  computeGradients(
    loss: Tensor,
    varList?: ComputeGradientsOptions['varList'] | ComputeGradientsOptions | null,
    more: ComputeGradientsOptions = {},
  ): GradientAndVariable[] {
    const options = readOptions<ComputeGradientsOptions>(['varList'], [varList, more]);
    const { gateGradients: gate = Optimizer.GATE_OP, gradLoss } = options;
    if (![Optimizer.GATE_NONE, Optimizer.GATE_OP, Optimizer.GATE_GRAPH].includes(gate)) {
      throw new RangeError(
        'gateGradients must be one of: Optimizer.GATE_NONE, Optimizer.GATE_OP, Optimizer.GATE_GRAPH.  ' +
          `Not ${gate}.`,
      );
    }
    const target = tensorOf(loss);
    checkType(target);
    return withDefaultGraph(target.graph, () => {
      const variables = options.varList ? [options.varList].flat() : trainableVariables();
      if (variables.length === 0) throw new GraphError('No variables to optimize.');
      for (const variable of variables) checkVariable(variable);
      const found = gradients(target, variables, {
        gateGradients: gate === Optimizer.GATE_OP,
        ...(gradLoss !== undefined && { gradYs: gradLoss }),
      });
      const gated = gate === Optimizer.GATE_GRAPH ? tuple(found) : found;
      gated.forEach((gradient, i) => {
        if (gradient) checkType(elementOf(variables[i]));
      });
      return variables.map((variable, i) => [gated[i], variable] as const);
    });
  }

  /**
   * One operation that updates each variable by its gradient: the second half of `minimize`.
   * @throws GraphError if every gradient is null.
   */
  applyGradients(
    gradientsAndVariables: readonly GradientAndVariable[],
    globalStep?: Variable | ApplyGradientsOptions | null,
    more: ApplyGradientsOptions = {},
  ): Operation {
    const options = readOptions<ApplyGradientsOptions>(['globalStep'], [globalStep, more]);
    if (gradientsAndVariables.length === 0) throw new GraphError('No variables provided.');
    const updated = gradientsAndVariables.flatMap(([gradient, variable]) => {
      checkVariable(variable);
      return gradient === null ? [] : [{ gradient, variable }];
    });
    if (updated.length === 0) {
      throw new GraphError(`No gradients provided for any variable: ${listed(gradientsAndVariables)}.`);
    }
    const { graph } = updated[0].variable;
    const build = () => {
      const tensors = updated.map(({ gradient, variable }) => convertGradient(gradient, variable));
      graph.withControlDependencies(null, () => this.createSlots(updated.map(({ variable }) => variable)));
      return graph.withNameScope(options.name ?? this.#name, (scope) => {
        this.prepare();
        const updates = updated.map(({ variable }, i) =>
          graph.withNameScope(`update_${variable.op.name}`, () => this.#update(tensors[i], variable)),
        );
        const step = options.globalStep ? this.#count(updates, options.globalStep, scope) : this.finish(updates, scope);
        if (!graph.collections.get(GraphKeys.TRAIN_OP).includes(step)) graph.collections.add(GraphKeys.TRAIN_OP, step);
        return step;
      });
    };
    return asOneCall(() => withDefaultGraph(graph, build));
  }

  #update(gradient: Tensor, variable: Variable): Operation {
    const slices = this.supportsSparse ? slicesOf(gradient) : undefined;
    return slices ? this.applySparse(slices, variable) : this.applyDense(gradient, variable);
  }

  /** Adds one to the global step when everything else is done. */
  #count(updates: readonly Operation[], globalStep: Variable, scope: string): Operation {
    const ref = elementOf(globalStep);
    const done = this.finish(updates, 'update');
    return ref.graph.withControlDependencies([done], () =>
      addOp('AssignAdd', [ref, scalarTensor(1, ref.dtype, 'value')], {}, { name: scope }),
    );
  }

  // --- Slots --------------------------------------------------------------------------------------------------------

  /** The slot of that name that this optimizer keeps for `variable`, or null. */
  getSlot<D extends DType, R extends RankKind>(variable: Variable<D, R>, name: string): Variable<D, R> | null {
    return (this.#slots.get(name)?.get(elementOf(variable as Variable)) as Variable<D, R> | undefined) ?? null;
  }
  /** Names of the slots that this optimizer keeps, sorted. */
  getSlotNames(): string[] {
    return [...this.#slots.keys()].sort();
  }
  /** All variables that this optimizer keeps in the default graph's, sorted by name. */
  variables(): Variable[] {
    const all = [...this.#slots.values(), ...this.#nonSlots.values()].flatMap((map) => [...map.values()]);
    return all.sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** The slot, made at first use with the value of `initializer` (or, given a tensor, with that tensor). */
  protected slot(
    variable: Variable,
    name: string,
    initializer: SlotInitializer | Tensor,
    opName = this.#name,
  ): Variable {
    const slots = this.#slots.get(name) ?? new Map<Tensor, Variable>();
    this.#slots.set(name, slots);
    const key = elementOf(variable);
    const known = slots.get(key);
    if (known) return known;
    const made =
      initializer instanceof Tensor
        ? createSlot(variable, initializer, opName)
        : createSlotWithInitializer(variable, initializer, opName);
    slots.set(key, made);
    variable.graph.recordUndo(() => slots.delete(key));
    return made;
  }

  /** A variable shared by all that are updated, made once in each graph. */
  protected createNonSlot(graph: Graph, name: string, initialValue: TensorLike): void {
    const variables = this.#nonSlots.get(graph) ?? new Map<string, Variable>();
    this.#nonSlots.set(graph, variables);
    if (variables.has(name)) return;
    variables.set(name, createNonSlotVariable(initialValue, name));
    graph.recordUndo(() => variables.delete(name));
  }
  protected nonSlot(graph: Graph, name: string): Variable {
    return this.#nonSlots.get(graph)!.get(name)!;
  }

  // --- What optimizers differ in ------------------------------------------------------------------------------------

  /** Makes the slots; runs outside the update's scope and outside control dependencies. */
  protected createSlots(_variables: readonly Variable[]): void {}
  /** Makes tensors of the hyperparameters. */
  protected prepare(): void {}
  /** The update of one variable by a gradient of its shape. */
  protected abstract applyDense(gradient: Tensor, variable: Variable): Operation;
  /** Whether `applySparse` may be called; without it, gradients of gathered rows are applied as dense ones. */
  protected readonly supportsSparse: boolean = false;
  protected applySparse(_slices: IndexedSlices, variable: Variable): Operation {
    throw new GraphError(`${this.#name} has no update for single rows of ${variable}.`);
  }
  /** Closes the step: one operation named `name` that waits for all updates. */
  protected finish(updates: readonly Operation[], name: string): Operation {
    return group(updates, { name });
  }
}

function listed(pairs: readonly GradientAndVariable[]): string {
  return `[${pairs.map(([, variable]) => `"${variable}"`).join(', ')}]`;
}

function tensorOf(loss: unknown): Tensor {
  if (loss instanceof Tensor) return loss;
  if (isGraphElement(loss)) return convertToTensor(loss as TensorLike);
  const found = loss instanceof Operation ? `${loss}, an operation: pass the tensor it computes` : String(loss);
  throw new DTypeError(`The loss to minimize must be a tensor, but is ${found}.`);
}

function checkType(tensor: Tensor): void {
  if (isFloating(tensor.dtype)) return;
  throw new DTypeError(
    `Invalid type ${tensor.dtype} for ${tensor.name}, expected: [float32, float64].`,
    tensor.op.describe(),
  );
}

function checkVariable(variable: unknown): void {
  if (variable instanceof Variable) return;
  throw new DTypeError(`Only variables can be optimized, but found ${String(variable)}.`);
}

function convertGradient(gradient: unknown, variable: Variable): Tensor {
  try {
    return convertToTensor(gradient as TensorLike, { dtype: variable.dtype });
  } catch (cause) {
    throw new DTypeError(
      `The gradient for ${variable} must be a tensor of type ${variable.dtype} or null: ${String(gradient)}.`,
      variable.op.describe(),
      { cause },
    );
  }
}
