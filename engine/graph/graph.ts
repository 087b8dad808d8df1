/**
 * A graph of operations under construction: names, scopes, devices, control dependencies, collections.
 * It knows nothing of what an operation type means: engine/ops infers the outputs before it adds a node here.
 */

import { Collections } from './collection-store.ts';
import type { ControlFlowContext } from './control-flow.ts';
import { ControlScopes } from './control-scopes.ts';
import { type DeviceSpec, formatDevice, mergeDevices, parseDevice } from './device.ts';
import { GraphError, type SourceLocation } from './errors.ts';
import { GradientOverrides } from './gradient-overrides.ts';
import { checkOperationName, checkScopeName, NameTable } from './names.ts';
import { Operation, type OperationSpec } from './operation.ts';
import { runDefaults } from './run-defaults.ts';
import { ScopeStack } from './scope-stack.ts';
import { Tensor } from './tensor.ts';
import { type Mark, UndoLog } from './undo-log.ts';
import { currentCall } from './user-call.ts';

/**
 * A device by name, or a function that names one for each operation as it is made, by its type and full name (null: no
 * wish).
 */
export type DeviceLike = string | null | ((op: OperationRequest) => string | null);

/** What the maker of an operation says; the graph adds scope, device and control dependencies. */
export interface OperationRequest extends Pick<OperationSpec, 'type' | 'inputs' | 'attributes' | 'outputs'> {
  /** Default: the type. A name that ends in "/" is used verbatim, without scope or suffix. */
  readonly name?: string | undefined;
  readonly controlInputs?: readonly Operation[] | undefined;
  /** An explicit device that wins over the device scopes; '' keeps the operation off them (colocation). */
  readonly device?: string | undefined;
  readonly source?: SourceLocation | undefined;
  /** The branch or loop it counts as part of, as if made inside; default: that of the moment. */
  readonly controlFlow?: ControlFlowContext | null | undefined;
}

interface NameScope {
  /** With its trailing "/", or '' at the root. */
  readonly prefix: string;
  /** Without it, where entering the scope has taken the name: for the one operation that is called as the scope. */
  readonly reserved: string | undefined;
}

const rootScope: NameScope = { prefix: '', reserved: undefined };
const none: readonly Operation[] = [];

/** Something that stands for a tensor or operation in fetches and arguments, as a variable does. */
export interface GraphElement {
  asGraphElement(): Tensor | Operation;
}

/**
 * Operations that belong together, with their names and collections. `tf.getDefaultGraph()` is the one that functions add
 * to; `graph.asDefault(() => …)` makes it another while the callback runs.
 */
export class Graph {
  readonly #operations: Operation[] = [];
  readonly #byName = new Map<string, Operation>();
  /** By operation id, then by output. */
  readonly #consumers: Operation[][][] = [];
  readonly #undo = new UndoLog();
  readonly #names = new NameTable(this.#undo);
  #finalized = false;
  #nameScope = rootScope;
  readonly #devices = new ScopeStack<DeviceLike>();
  readonly #controls = new ControlScopes();
  readonly #gradientOverrides = new GradientOverrides();
  readonly collections = new Collections(this.#undo);
  /** The graph-level random seed (`tf.setRandomSeed`); at first what the run's starter asked for, or null. */
  seed: number | null = runDefaults().seed;
  /** What `locate` is in a new graph. @internal */
  static defaultLocate: () => SourceLocation | undefined = () => undefined;
  /**
   * Says which line of the user's file is being executed; the run time sets a stack reader, the analysis its own.
   * @internal
   */
  locate: () => SourceLocation | undefined = Graph.defaultLocate;
  #located: { readonly call: number; readonly source: SourceLocation | undefined } = { call: 0, source: undefined };

  /** Counts changes, so that a session can tell whether its caches are about this graph as it is. @internal */
  get version(): number {
    return this.#operations.length;
  }
  /** How many operations there are, which is TensorFlow's id of the newest: op seeds are derived from it. @internal */
  get lastId(): number {
    return this.#operations.length;
  }
  get finalized(): boolean {
    return this.#finalized;
  }
  /** Makes the graph read-only. */
  finalize(): void {
    this.#finalized = true;
  }
  /**
   * Lets library code that adds helper operations (`Saver`) say so early. @throws GraphError if finalized.
   * @internal
   */
  checkNotFinalized(): void {
    if (this.#finalized) throw new GraphError('Graph is finalized and cannot be modified.');
  }

  addOperation(request: OperationRequest): Operation {
    this.checkNotFinalized();
    for (const input of request.inputs) this.#checkOwn(input.op, input);
    const name = this.#operationName(request.name ?? request.type);
    const context = this.#controlFlow;
    const waitsFor = this.#controls.inputsOf(request);
    const [inputs, controlInputs] = context
      ? this.#brought(context, name, request.inputs, waitsFor)
      : [request.inputs, waitsFor];
    const op = new Operation(this, this.#operations.length, {
      type: request.type,
      name,
      inputs,
      controlInputs,
      controlFlow: request.controlFlow === undefined ? context : request.controlFlow,
      attributes: this.#gradientOverrides.apply(request.type, request.attributes),
      device: request.device ?? this.#currentDevice(request, name),
      outputs: request.outputs,
      source: request.source ?? this.#currentSource(),
    });
    this.#operations.push(op);
    this.#consumers.push([]);
    this.#byName.set(name, op);
    for (const input of op.inputs) this.#addConsumer(input, op);
    this.#controls.join(op);
    context?.added(op);
    if (this.#undo.isOpen) this.#undo.record(() => this.#removeLast(op));
    return op;
  }

  /** Looked up once for all that one call of the user's builds. */
  #currentSource(): SourceLocation | undefined {
    const call = currentCall();
    if (call !== 0 && call === this.#located.call) return this.#located.source;
    this.#located = { call, source: this.locate() };
    return this.#located.source;
  }

  /** Once for each operation, however often it takes the tensor. */
  #addConsumer({ op: { id }, valueIndex }: Tensor, op: Operation): void {
    const list = this.#consumers[id][valueIndex];
    if (!list) this.#consumers[id][valueIndex] = [op];
    else if (list[list.length - 1] !== op) list.push(op);
  }

  // --- Branches and loops -------------------------------------------------------------------------------------------

  #controlFlow: ControlFlowContext | null = null;

  /** The branch or loop that operations are being made in. @internal */
  get controlFlow(): ControlFlowContext | null {
    return this.#controlFlow;
  }

  /** What brings a tensor into the branch or loop stands under the name of the operation that asks for it. */
  #brought(
    context: ControlFlowContext,
    name: string,
    given: readonly Tensor[],
    waitsFor: readonly Operation[],
  ): [readonly Tensor[], readonly Operation[]] {
    return this.withNameScope(`${name}/`, () => {
      const inputs = given.map((input) => context.capture(input));
      return [inputs, context.controlInputsOf({ inputs }, waitsFor)];
    });
  }

  /**
   * Counts an operation as made inside the scopes around: what takes it need not wait for what they say again.
   * @internal
   */
  joinControlScopes(op: Operation): void {
    this.#controls.join(op);
  }

  /** What an operation with these inputs would wait for if it were made now. @internal */
  controlInputsFor(inputs: readonly Tensor[]): readonly Operation[] {
    return this.#controls.inputsOf({ inputs });
  }

  /** Runs `body` with operations made inside `context`; null: outside all. @internal */
  withControlFlow<T>(context: ControlFlowContext | null, body: () => T): T {
    const outer = this.#controlFlow;
    this.#controlFlow = context;
    try {
      return body();
    } finally {
      this.#controlFlow = outer;
    }
  }

  /** Marks an operation as one that no run gives. @internal */
  preventFetching(op: Operation): void {
    if (!op.isFetchable) return;
    op.isFetchable = false;
    this.#undo.record(() => {
      op.isFetchable = true;
    });
  }
  /** Marks an operation as one that no run takes in place of its outputs. @internal */
  preventFeeding(op: Operation): void {
    if (!op.isFeedable) return;
    op.isFeedable = false;
    this.#undo.record(() => {
      op.isFeedable = true;
    });
  }

  /**
   * Puts another tensor in the place of an input: the back edge of a loop, which is made before what it comes from.
   * @internal
   */
  replaceInput(op: Operation, index: number, tensor: Tensor): void {
    this.#checkOwn(tensor.op, tensor);
    const before = op.inputs;
    op.inputs = before.with(index, tensor);
    this.#addConsumer(tensor, op);
    this.#undo.record(() => {
      op.inputs = before;
      const list = this.#consumers[tensor.op.id]?.[tensor.valueIndex];
      if (list?.at(-1) === op) list.pop();
    });
  }

  /** Says of an imported operation which branch or loop it is in. @internal */
  placeInControlFlow(op: Operation, context: ControlFlowContext): void {
    const before = op.controlFlow;
    op.controlFlow = context;
    this.#undo.record(() => {
      op.controlFlow = before;
    });
  }

  /** Lets `op` wait for `input`, too, although it is made already. @internal */
  addControlInput(op: Operation, input: Operation): void {
    if (op.controlInputs.includes(input)) return;
    const before = op.controlInputs;
    op.controlInputs = [...before, input];
    this.#undo.record(() => {
      op.controlInputs = before;
    });
  }

  /** Takes the newest operation out again. */
  #removeLast(op: Operation): void {
    this.#operations.pop();
    this.#consumers.pop();
    this.#byName.delete(op.name);
    for (const { op: source, valueIndex } of op.inputs) {
      const list = this.#consumers[source.id][valueIndex];
      if (list[list.length - 1] === op) list.pop();
    }
    this.#controls.leave(op);
  }

  // --- Taking back --------------------------------------------------------------------------------------------------

  /**
   * A moment to which `rollback` returns. Marks nest; while one is open, each addition also records how to undo it.
   * For the analysis, which builds what may not be there: sessions trust that a graph only grows.
   * @internal
   */
  mark(): Mark {
    const mark = this.#undo.mark();
    const { seed } = this;
    const finalized = this.#finalized;
    this.#undo.record(() => {
      this.seed = seed;
      this.#finalized = finalized;
    });
    return mark;
  }

  /**
   * Takes back what was added since the mark: operations, names, what is in collections, static shapes set, the seed.
   * The mark stays open, marks made after it end. Scopes are as they are. @throws GraphError for a mark that has ended.
   * @internal
   */
  rollback(mark: Mark): void {
    this.#undo.rollback(mark);
  }

  /**
   * Ends a mark, and those made after it, and keeps what was added. @throws GraphError for a mark that has ended.
   * @internal
   */
  release(mark: Mark): void {
    this.#undo.release(mark);
  }

  /**
   * For what else belongs to a graph: says how to take it back, should the graph return to an earlier mark.
   * @internal
   */
  recordUndo(undo: () => void): void {
    this.#undo.record(undo);
  }

  // --- Look-up ------------------------------------------------------------------------------------------------------

  /** All operations, in the order in which they were made. */
  getOperations(): readonly Operation[] {
    return this.#operations;
  }
  consumersOf(tensor: Tensor): readonly Operation[] {
    return (tensor.graph === this && this.#consumers[tensor.op.id][tensor.valueIndex]) || none;
  }
  findOperation(name: string): Operation | undefined {
    return this.#byName.get(name);
  }
  /** @throws GraphError if no operation has that name. */
  getOperationByName(name: string): Operation {
    const op = this.#byName.get(name);
    if (op) return op;
    const hint = name.includes(':') ? ` '${name}' looks like a tensor's name: use getTensorByName.` : '';
    throw new GraphError(`The name '${name}' refers to an Operation not in the graph.${hint}`);
  }
  /** The tensor named `operation:index`. @throws GraphError if there is none, or the index is missing. */
  getTensorByName(name: string): Tensor {
    const match = /^(.*):(\d+)$/.exec(name);
    if (!match) {
      throw new GraphError(
        `The name '${name}' looks like an (invalid) Operation name, not a Tensor. ` +
          `Tensor names must be of the form "<op_name>:<output_index>".`,
      );
    }
    const op = this.#byName.get(match[1]);
    if (!op) {
      throw new GraphError(
        `The name '${name}' refers to a Tensor which does not exist. The operation, '${match[1]}', does not exist in the graph.`,
      );
    }
    const tensor = op.outputs[Number(match[2])];
    if (tensor) return tensor;
    throw new GraphError(
      `The name '${name}' refers to a Tensor which does not exist. The operation, '${match[1]}', exists but only has ` +
        `${op.outputs.length} outputs.`,
    );
  }

  /** The element of this graph that `value` is or names. @throws GraphError with TensorFlow's text. */
  asGraphElement(value: unknown): Tensor | Operation {
    if (typeof value === 'string') {
      return value.includes(':') ? this.getTensorByName(value) : this.getOperationByName(value);
    }
    const element = isGraphElement(value) ? value.asGraphElement() : value;
    if (element instanceof Tensor) {
      this.#checkOwn(element.op, element);
      return element;
    }
    if (element instanceof Operation) {
      this.#checkOwn(element, element);
      return element;
    }
    throw new GraphError(`Can not convert a ${describeType(value)} into a Tensor or Operation.`);
  }

  // --- Names and scopes ---------------------------------------------------------------------------------------------

  /** The current scope with its trailing "/", or ''. */
  get currentNameScope(): string {
    return this.#nameScope.prefix;
  }

  /** What `name` would be called if it were made now, in the current scope. */
  uniqueName(name: string, markAsUsed = true): string {
    return this.#names.unique(this.#nameScope.prefix + name, markAsUsed);
  }

  /**
   * Runs `body` with operations named under `name`. A name ending in "/" re-enters that scope absolutely; '' and null
   * go to the root. The callback gets the full scope ("a/b/"). @throws GraphError for an invalid name or a promise.
   */
  withNameScope<T>(name: string | null, body: (scope: string) => T): T {
    const outer = this.#nameScope;
    const scope = name ? this.#scopeNamed(name) : rootScope;
    this.#nameScope = scope;
    try {
      return refusePromise(body(scope.prefix), 'nameScope', name ?? '');
    } finally {
      this.#nameScope = outer;
    }
  }

  #scopeNamed(name: string): NameScope {
    const isInside = this.#nameScope.prefix !== '';
    if (!name.endsWith('/')) {
      checkScopeName(name, !isInside);
      const reserved = this.uniqueName(name);
      return { prefix: `${reserved}/`, reserved };
    }
    if (isInside) checkScopeName(name, false);
    else checkScopeName(name.slice(0, -1) || name, true);
    return { prefix: name, reserved: undefined };
  }

  #operationName(name: string): string {
    const { prefix, reserved } = this.#nameScope;
    if (!name.endsWith('/')) {
      checkOperationName(prefix + name);
      return this.uniqueName(name);
    }
    const isReserved = reserved !== undefined && name === prefix;
    const verbatim = isReserved ? reserved : name.slice(0, -1);
    checkOperationName(verbatim);
    if (this.#byName.has(verbatim)) throw new GraphError(`Duplicate node name in graph: '${verbatim}'.`);
    if (!isReserved && !this.#names.has(verbatim)) this.#names.unique(verbatim);
    return verbatim;
  }

  // --- Devices and control dependencies -----------------------------------------------------------------------------

  /** Runs `body` with operations placed on `device`; partial names merge, null clears. */
  withDevice<T>(device: DeviceLike, body: () => T): T {
    if (typeof device === 'string') parseDevice(device);
    return this.#devices.within(device, () => refusePromise(body(), 'device'));
  }

  #currentDevice(request: OperationRequest, name: string): string {
    if (!this.#devices.top) return '';
    let spec: DeviceSpec = {};
    // Innermost first: what is already set wins over what lies further out.
    for (const device of this.#devices.innermostFirst()) {
      if (device === null) break;
      const wish = typeof device === 'function' ? device({ ...request, name, device: formatDevice(spec) }) : device;
      if (wish !== null) spec = mergeDevices(parseDevice(wish), spec);
    }
    return formatDevice(spec);
  }

  /** Runs `body` with new operations waiting for `inputs`; nested scopes add up, null clears. */
  withControlDependencies<T>(inputs: readonly (Operation | Tensor | GraphElement)[] | null, body: () => T): T {
    const operations = inputs?.map((input) => {
      const element = this.asGraphElement(input);
      return element instanceof Tensor ? element.op : element;
    });
    const within = () => this.#controls.within(operations ?? null, () => refusePromise(body(), 'controlDependencies'));
    // Nothing to wait for: not even for the branch or loop around it, as in TensorFlow.
    return inputs === null ? this.withControlFlow(null, within) : within();
  }

  /**
   * Runs `body` with operations of the types that `types` names referring to other gradients.
   * @throws DTypeError for a map that is not one from names to names
   * @internal
   */
  withGradientOverrides<T>(types: Readonly<Record<string, string>>, body: () => T): T {
    return this.#gradientOverrides.within(types, () => refusePromise(body(), 'gradientOverrideMap'));
  }

  #checkOwn(op: Operation, shown: unknown): void {
    if (op.graph !== this) throw new GraphError(`${shown} is not an element of this graph.`);
  }
}

/** Refuses an async callback of `what(argument, …)`: its scope would leak into whatever code runs while it waits. */
export function refusePromise<T>(value: T, what: string, argument?: string): T {
  if (typeof (value as { then?: unknown } | null)?.then === 'function') {
    const call = `${what}(${argument === undefined ? '…' : `'${argument}'`})`;
    throw new GraphError(
      `The callback of ${call} returned a promise. A scope must end before other code runs: await outside it.`,
    );
  }
  return value;
}

export function isGraphElement(value: unknown): value is GraphElement {
  // A graph has a method of that name too, which looks for elements.
  if (value instanceof Graph) return false;
  return typeof (value as { asGraphElement?: unknown } | null | undefined)?.asGraphElement === 'function';
}

function describeType(value: unknown): string {
  if (value === null) return 'null';
  if (typeof value !== 'object') return typeof value;
  return value.constructor?.name ?? 'object';
}
