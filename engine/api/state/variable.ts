/** `tf.Variable`: a tensor that keeps its value between runs. */

import {
  type ArrayLike,
  callUser,
  currentCall,
  type DType,
  describeOnly,
  type Graph,
  GraphError,
  GraphKeys,
  type Operation,
  parseShape,
  type RankKind,
  type SessionLike,
  ShapeError,
  type ShapeLike,
  sessionFor,
  type Tensor,
  TensorShape,
  type TensorValue,
  toNdArray,
} from '../../graph/index.ts';
import { addOp, outputContext } from '../../ops/index.ts';
import { applyOp } from '../apply-op.ts';
import { convertToTensor, parseDType, type TensorHolder, type TensorLike } from '../convert.ts';
import { opScope } from '../op-scope.ts';
import type { DTypeOf, RankOf } from '../static-types.ts';
import { guardInitialValue, initializedValue } from './initialized-value.ts';

export interface VariableOptions<D extends DType = DType> {
  /** Whether optimizers train it by default; default true. */
  readonly trainable?: boolean;
  /** Default 'Variable'; made unique as a name scope. */
  readonly name?: string;
  /** The type of a plain initial value; default float32 for numbers. A tensor must have it already. */
  readonly dtype?: D;
  /** Collections it is added to; default the global variables (and the trainable ones, if it is). */
  readonly collections?: readonly string[];
  /** false allows an initial value of a shape that is not known, and later values of other shapes. */
  readonly validateShape?: boolean;
  /** The shape that the initial value must have. */
  readonly expectedShape?: ShapeLike;
  /** Kept with the variable, for whoever wants to apply it: optimizers do not. */
  readonly constraint?: Constraint | null;
}

/** What the value should become after an update. */
export type Constraint = (value: Tensor) => TensorLike;

/** The nodes of a variable that a graph holds already. */
export interface VariableNodes {
  /** The variable's reference. */
  readonly ref: Tensor;
  /** The tensor that reads it. */
  readonly snapshot: Tensor;
  readonly initializer: Operation;
  readonly initialValue: Tensor;
  readonly trainable: boolean;
}

/** Marks nodes for the constructor, which users call with a value. */
class ExistingNodes {
  readonly nodes: VariableNodes;

  constructor(nodes: VariableNodes) {
    this.nodes = nodes;
  }
}

/** A value, or a function that makes one: it runs once, outside the devices and control dependencies around it. */
export type InitialValue = TensorLike | (() => TensorLike);

export interface AssignOptions {
  readonly name?: string;
  readonly useLocking?: boolean;
}

/**
 * Must be initialised before it is read: run its `initializer`, or `tf.globalVariablesInitializer()`.
 *
 * In the graph it is `name` (VariableV2), `name/initial_value` for a plain value, `name/Assign` and `name/read`.
 */
class VariableClass<D extends DType = DType, R extends RankKind = RankKind> implements TensorHolder {
  readonly trainable: boolean;
  /** The tensor that the initializer assigns, as it was given. */
  readonly initialValue: Tensor<D, R>;
  /** Run it to initialise the variable. */
  readonly initializer: Operation;
  /** As it was given, or null: nobody applies it. */
  readonly constraint: Constraint | null;
  readonly #ref: Tensor<D, R>;
  readonly #snapshot: Tensor<D, R>;

  /** @throws ShapeError if the initial value's shape is not known, DTypeError if it does not have `dtype`. */
  constructor(initialValue: InitialValue, options: VariableOptions<D> = {}) {
    const existing: unknown = initialValue;
    if (existing instanceof ExistingNodes) {
      const { nodes } = existing;
      this.trainable = nodes.trainable;
      this.initialValue = nodes.initialValue as Tensor<D, R>;
      this.initializer = nodes.initializer;
      this.constraint = null;
      this.#ref = nodes.ref as Tensor<D, R>;
      this.#snapshot = nodes.snapshot as Tensor<D, R>;
      return;
    }
    const { trainable = true, validateShape = true } = options;
    if (initialValue === undefined || initialValue === null) throw new GraphError('A variable needs an initial value.');
    const dtype = options.dtype === undefined ? {} : { dtype: parseDType(options.dtype) };
    // What makes a variable in the middle of a call, as an optimizer does, brings a function of its own.
    const isUsers = currentCall() === 0;
    const made = opScope(
      options.name,
      'Variable',
      typeof initialValue === 'function' ? [] : [initialValue],
      (scope, graph) =>
        // Initialisers wait for nothing: they run before everything else.
        graph.withControlDependencies(null, () => {
          const value = convertInitial(graph, initialValue, dtype, isUsers);
          checkOutside(value, scope);
          if (validateShape) checkShape(value, options.expectedShape);
          const shape = validateShape ? value.shape : TensorShape.unknown;
          const ref = addOp('VariableV2', [], { shape, dtype: value.dtype }, { name: scope }).outputs[0];
          const guarded = guardInitialValue(value, scope.slice(0, -1));
          const attributes = { validate_shape: validateShape };
          const initializer = addOp('Assign', [ref, guarded], attributes);
          const snapshot = addOp('Identity', [ref], {}, { name: 'read', colocateWith: ref.op }).outputs[0];
          return { value, ref, initializer, snapshot };
        }),
    );
    this.trainable = trainable;
    this.constraint = options.constraint ?? null;
    this.initialValue = made.value as Tensor<D, R>;
    this.initializer = made.initializer;
    this.#ref = made.ref as Tensor<D, R>;
    this.#snapshot = made.snapshot as Tensor<D, R>;
    const collections = [...(options.collections ?? [GraphKeys.GLOBAL_VARIABLES])];
    if (trainable) collections.push(GraphKeys.TRAINABLE_VARIABLES);
    this.graph.collections.addToAll(collections, this);
  }

  /** A variable over nodes that an import made; adds nothing to the graph and to no collection. */
  static fromNodes(nodes: VariableNodes): Variable {
    return new VariableClass(new ExistingNodes(nodes) as never) as Variable;
  }

  /** `v:0`. */
  get name(): string {
    return this.#ref.name;
  }
  /** The variable's operation. */
  get op(): Operation {
    return this.#ref.op;
  }
  get graph(): Graph {
    return this.#ref.graph;
  }
  get device(): string {
    return this.#ref.device;
  }
  get dtype(): D {
    return this.#ref.dtype;
  }
  get shape(): TensorShape {
    return this.#ref.shape;
  }
  getShape(): TensorShape {
    return this.#ref.shape;
  }
  /** Adds what you know to the static shape. @throws ShapeError where the two cannot both hold. */
  setShape(shape: ShapeLike): void {
    this.#ref.setShape(shape);
    this.#snapshot.setShape(shape);
  }

  /** The reference itself: its consumers read the variable at the moment they run. */
  asGraphElement(): Tensor<D, R> {
    return this.#ref;
  }
  /** The tensor that reads the variable, one for the whole graph: what arithmetic uses. */
  value(): Tensor<D, R> {
    return this.#snapshot;
  }
  /** A new operation that reads the variable, after the control dependencies around this call. */
  readValue(): Tensor<D, R> {
    return addOp('Identity', [this.#ref], {}, { name: 'read' }).outputs[0] as Tensor<D, R>;
  }
  /** The value, or the initial value while there is none: for initial values that depend on this variable. */
  initializedValue(): Tensor<D, R> {
    return initializedValue(this.#ref, this.initialValue) as Tensor<D, R>;
  }

  /** An operation that replaces the value; the tensor it gives is the variable with its new value. */
  assign(value: TensorLike, options: AssignOptions = {}): Tensor<D, R> {
    return this.#update('Assign', value, options);
  }
  assignAdd(delta: TensorLike, options: AssignOptions = {}): Tensor<D, R> {
    return this.#update('AssignAdd', delta, options);
  }
  assignSub(delta: TensorLike, options: AssignOptions = {}): Tensor<D, R> {
    return this.#update('AssignSub', delta, options);
  }
  #update(type: string, value: TensorLike, { name, useLocking }: AssignOptions): Tensor<D, R> {
    return applyOp(type, [this, value], { use_locking: useLocking }, { name }).outputs[0] as Tensor<D, R>;
  }

  /** The value in `session`, or in the default session. */
  async eval<E extends DType, K extends RankKind>(
    this: VariableClass<E, K>,
    session?: SessionLike,
  ): Promise<TensorValue<E, K>> {
    const chosen = sessionFor(this.graph, session, `evaluate ${this.name}`);
    return (await chosen.run(this)) as TensorValue<E, K>;
  }
  /** Sets the value in `session`, or in the default session, without adding to the graph. */
  async load(value: ArrayLike, session?: SessionLike): Promise<void> {
    const array = toNdArray(value, { dtype: this.dtype });
    const chosen = sessionFor(this.graph, session, `load ${this.name}`);
    await chosen.run(this.initializer, new Map([[this.initializer.inputs[1], array]]));
  }

  /** As TensorFlow prints it: `<tf.Variable 'v:0' shape=() dtype=float32_ref>`. */
  toString(): string {
    return `<tf.Variable '${this.name}' shape=${this.shape} dtype=${this.dtype}_ref>`;
  }
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }
  [Symbol.toPrimitive](hint: string): string {
    return describeOnly(this, hint);
  }
}

export interface Variable<D extends DType = DType, R extends RankKind = RankKind> extends VariableClass<D, R> {}

/** The constructor, which knows the variable's element type and rank from the initial value where that says them. */
interface VariableConstructor {
  new <V extends InitialValue, D extends DType = DTypeOf<V>>(
    initialValue: V,
    options?: VariableOptions<D>,
  ): Variable<NoInfer<D>, RankOf<V>>;
  readonly prototype: Variable;
  fromNodes(nodes: VariableNodes): Variable;
}

export const Variable = VariableClass as unknown as VariableConstructor;
Object.defineProperty(VariableClass, 'name', { value: 'Variable' });

function convertInitial(graph: Graph, initialValue: InitialValue, dtype: { dtype?: DType }, isUsers: boolean): Tensor {
  const options = { ...dtype, name: 'initial_value' };
  if (typeof initialValue !== 'function') return convertToTensor(initialValue, options);
  return graph.withNameScope('Initializer', () =>
    graph.withDevice(null, () => convertToTensor(isUsers ? callUser(initialValue) : initialValue(), options)),
  );
}

/** Initialisers run by themselves: what is inside a branch or a loop cannot be theirs. */
function checkOutside(value: Tensor, scope: string): void {
  if (!outputContext(value.op)) return;
  throw new GraphError(
    `Initializer for variable ${scope} is from inside a control-flow construct, such as a loop or conditional. When ` +
      'creating a variable inside a loop or conditional, use a function as the initializer.',
    value.op.describe(),
  );
}

function checkShape(value: Tensor, expected: ShapeLike | undefined): void {
  if (!value.shape.isFullyDefined) {
    throw new ShapeError(
      `initialValue must have a shape specified: ${value}. Give a value whose shape is known before a run, ` +
        'or { validateShape: false }.',
      value.op.describe(),
    );
  }
  const wanted = expected === undefined ? TensorShape.unknown : parseShape(expected);
  if (wanted.isCompatibleWith(value.shape)) return;
  throw new ShapeError(`The initial value has shape ${value.shape}, not the expected ${wanted}.`, value.op.describe());
}
