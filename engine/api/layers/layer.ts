/**
 * What layers and cells have in common: variables that are made when it is first applied, in a variable scope of its own,
 * and found there whenever it is applied again.
 */

import {
  asOneCall,
  callUser,
  type DType,
  DTypeError,
  GraphKeys,
  getDefaultGraph,
  isFloating,
  type Operation,
  ShapeError,
  type Tensor,
} from '../../graph/index.ts';
import { shape } from '../array/shape.ts';
import { vectorItem } from '../array/slice.ts';
import { convertToTensor, type TensorLike } from '../convert.ts';
import type { Initializer, InitializerFactory } from '../initializers/initializer.ts';
import { cast, divide } from '../math/index.ts';
import type { Regularizer } from '../regularizers/regularizer.ts';
import { getVariable } from '../state/get-variable.ts';
import type { Constraint, Variable } from '../state/variable.ts';
import { variableScope } from '../state/variable-scope.ts';
import type { ReuseMode, VariableScope } from '../state/variable-scope-class.ts';
import { variableStore } from '../state/variable-store.ts';
import type { Training } from './training.ts';

export interface LayerOptions {
  /** Whether optimizers train its variables by default; default true. */
  readonly trainable?: boolean;
  /** Default: that of the kind of layer, made unique (`dense`, `dense_1`). */
  readonly name?: string;
  /** Of its variables; default: that of what it is applied to. */
  readonly dtype?: DType;
  /** A scope to keep its variables in, taken as it is: with one of that name, they are shared. */
  readonly scope?: string | VariableScope;
  /** true: its variables must be there already; AUTO_REUSE: they may be. */
  readonly reuse?: ReuseMode | null;
  /** A loss of what it gives, over the number of examples. */
  readonly activityRegularizer?: ((output: Tensor) => Tensor | null) | null;
}

export interface WeightOptions {
  readonly dtype?: DType;
  readonly initializer?: Initializer | InitializerFactory | null | undefined;
  readonly regularizer?: Regularizer | null | undefined;
  readonly constraint?: Constraint | null | undefined;
  readonly trainable?: boolean;
}

export interface ApplyLayerOptions {
  /** Whether dropout drops, and batches are normalized by their own moments; default false. */
  readonly training?: Training;
}

interface LayerState {
  readonly scope: VariableScope | undefined;
  readonly dtype: DType | undefined;
  readonly isBuilt: boolean;
  readonly weights: readonly Variable[];
  readonly losses: readonly Tensor[];
  readonly updates: readonly Operation[];
}

export abstract class Scoped {
  readonly trainable: boolean;
  readonly #options: LayerOptions;
  readonly #baseName: string;
  #state: LayerState;

  /** @param kind - The layer's default name. */
  constructor(kind: string, options: LayerOptions) {
    this.#baseName = options.name || kind;
    this.#options = options;
    this.trainable = options.trainable ?? true;
    const scope = options.scope ? variableScope(options.scope, (opened) => opened) : undefined;
    this.#state = { scope, dtype: options.dtype, isBuilt: false, weights: [], losses: [], updates: [] };
  }

  #set(changed: Partial<LayerState>): void {
    const before = this.#state;
    this.#state = { ...before, ...changed };
    getDefaultGraph().recordUndo(() => {
      this.#state = before;
    });
  }

  /** Makes the variables for inputs like this one. */
  protected abstract build(inputs: Tensor): void;

  /** Runs `body` with the inputs as a tensor, in the scopes of the layer, its variables made. */
  protected inScope<T>(inputs: TensorLike, body: (x: Tensor) => T): T {
    return asOneCall(() => {
      const graph = getDefaultGraph();
      const scope = this.#ownScope();
      const reuse = this.built || this.#options.reuse || null;
      return variableScope(scope, { reuse, auxiliaryNameScope: false }, () =>
        graph.withNameScope(scope.originalNameScope, () => {
          const x = convertToTensor(inputs);
          if (!this.#state.dtype) this.#set({ dtype: x.dtype });
          if (!this.built) {
            this.build(x);
            this.#set({ isBuilt: true });
          }
          return body(x);
        }),
      );
    });
  }

  #ownScope(): VariableScope {
    if (this.#state.scope) return this.#state.scope;
    const capture = (scope: VariableScope) => scope;
    const scope = this.#options.reuse
      ? variableScope(this.#baseName, capture)
      : variableScope(null, { defaultName: this.#baseName }, capture);
    this.#set({ scope });
    return scope;
  }

  protected regularizeActivity(output: Tensor): void {
    const { activityRegularizer } = this.#options;
    if (!activityRegularizer) return;
    output.graph.withNameScope('ActivityRegularizer', () => {
      const loss = callUser(() => activityRegularizer(output));
      if (!loss) return;
      const examples = cast(vectorItem(shape(output), 0), loss.dtype);
      this.#addLoss(divide(loss, examples));
    });
  }

  /** A variable of the layer, under its scope's name. */
  protected addWeight(name: string, sizes: readonly number[], options: WeightOptions = {}): Variable {
    const graph = getDefaultGraph();
    const store = variableStore(graph);
    const known = store.find(store.current.prefix + name);
    const { initializer, regularizer, constraint } = options;
    const variable: Variable = getVariable(name, [...sizes], options.dtype ?? this.dtype, {
      ...(initializer && { initializer }),
      ...(constraint && { constraint }),
      trainable: (options.trainable ?? true) && this.trainable,
    });
    this.#set({ weights: [...this.#state.weights, variable] });
    if (regularizer && variable !== known) {
      const loss = graph.withNameScope(`${name}/Regularizer`, () => callUser(() => regularizer(variable)));
      if (loss) this.#addLoss(loss);
    }
    return variable;
  }

  #addLoss(loss: Tensor): void {
    this.#set({ losses: [...this.#state.losses, loss] });
    loss.graph.collections.add(GraphKeys.REGULARIZATION_LOSSES, loss);
  }

  /** An operation that training must run: it goes into `tf.GraphKeys.UPDATE_OPS`. */
  protected addUpdate(update: Operation): void {
    this.#set({ updates: [...this.#state.updates, update] });
    update.graph.collections.add(GraphKeys.UPDATE_OPS, update);
  }

  /** @throws DTypeError unless the layer computes with floats. */
  protected needFloats(kind: string): void {
    if (isFloating(this.dtype)) return;
    throw new DTypeError(`Unable to build \`${kind}\` layer with non-floating point dtype ${this.dtype}: use cast.`);
  }

  /** @throws ShapeError unless the rank is right, or unknown. */
  protected needRank(inputs: Tensor, rank: number, isLeast = false): void {
    const found = inputs.shape.rank;
    if (found === null || (isLeast ? found >= rank : found === rank)) return;
    throw new ShapeError(
      `Input 0 of layer ${this.name} is incompatible with the layer: expected ${isLeast ? 'min_ndim' : 'ndim'}=${rank}, ` +
        `found ndim=${found}. Full shape received: ${inputs.shape}`,
      inputs.op.describe(),
    );
  }

  /** The name it was given, or that of the scope it was first applied in. */
  get name(): string {
    const scope = this.#state.scope?.name;
    return this.#options.name ?? scope?.slice(scope.lastIndexOf('/') + 1) ?? this.#baseName;
  }
  /** The variable scope it keeps its variables in, known once it has been applied. */
  get scopeName(): string | undefined {
    return this.#state.scope?.name;
  }
  get dtype(): DType {
    return this.#state.dtype ?? 'float32';
  }
  get built(): boolean {
    return this.#state.isBuilt;
  }
  /** Its variables: those that are trained, then the others. */
  get variables(): Variable[] {
    return [...this.trainableVariables, ...this.nonTrainableVariables];
  }
  get trainableVariables(): Variable[] {
    return this.#state.weights.filter((variable) => variable.trainable);
  }
  get nonTrainableVariables(): Variable[] {
    return this.#state.weights.filter((variable) => !variable.trainable);
  }
  /** As `variables`. */
  get weights(): Variable[] {
    return this.variables;
  }
  get trainableWeights(): Variable[] {
    return this.trainableVariables;
  }
  get nonTrainableWeights(): Variable[] {
    return this.nonTrainableVariables;
  }
  /** What its regularizers gave. */
  get losses(): Tensor[] {
    return [...this.#state.losses];
  }
  /** Operations that training must run. */
  get updates(): Operation[] {
    return [...this.#state.updates];
  }
}

/** A layer: its variables are made when it is first applied, and used again whenever it is applied again. */
export abstract class Layer extends Scoped {
  protected abstract call(inputs: Tensor, options: ApplyLayerOptions): Tensor;

  /** What the layer makes of `inputs`. Python writes `layer(inputs)`. */
  apply(inputs: TensorLike, options: ApplyLayerOptions = {}): Tensor {
    return this.inScope(inputs, (x) => {
      const output = this.call(x, options);
      this.regularizeActivity(output);
      return output;
    });
  }
}
