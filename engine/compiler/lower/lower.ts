/**
 * Lowers operations to one program, as far as shapes are known.
 *
 * An operation whose sizes depend on elements that nobody knows yet (a fed shape, `tf.where`) is deferred with all that
 * hangs on it: the stage ends, the session runs it, and the rest is compiled with what has become known. Branches are
 * decided the same way: the predicate of a `Switch` is known when its stage is compiled, so only the live branch is
 * lowered.
 */

import { fullyKnown, isKnown, type Operation, type Tensor, TensorShape } from '../../graph/index.ts';
import { getOp, inferOutputs, ProgramBuilder, type RegisteredOp, type Value } from '../../ops/index.ts';
import { Loop, type Step } from '../loops/index.ts';
import type { Program } from '../program.ts';
import { AssignmentOrder } from './assignment-order.ts';
import { lowerContext } from './context.ts';
import { missingFeed, planFault } from './faults.ts';
import type { LoweredStage, StageRequest } from './request.ts';
import { VariableState } from './variable-state.ts';

export function lowerStage(request: StageRequest): LoweredStage {
  return new StageLowering(request).run();
}

class StageLowering {
  readonly #request: StageRequest;
  readonly #b = new ProgramBuilder();
  readonly #values = new Map<Tensor, Value>();
  readonly #feeds: { tensor: Tensor; value: number }[] = [];
  readonly #variables: VariableState;
  readonly #order: AssignmentOrder;
  readonly #executed = new Set<Operation>();
  readonly #deferred = new Set<Operation>();
  readonly #dynamic = new Set<Tensor>();
  readonly #dynamicValues = new Set<number>();
  readonly #dead: Set<Tensor | Operation>;
  readonly #awaits = new Set<Tensor>();
  /** Contents of awaited references at the moment that asked for them. */
  readonly #snapshots = new Map<Tensor, Value>();
  readonly #needed = new Set<Tensor>();
  readonly #calls: Step[] = [];

  constructor(request: StageRequest) {
    this.#request = request;
    this.#dead = new Set(request.dead);
    this.#variables = new VariableState(this.#b, request.variables);
    this.#order = new AssignmentOrder(request.steps, request.inputsOf);
  }

  run(): LoweredStage {
    for (const step of this.#request.steps) {
      if (step instanceof Loop) this.#loop(step);
      else if (!this.#request.done.has(step)) this.#operation(step);
    }
    return this.#finish();
  }

  #operation(op: Operation): void {
    if (this.#isDeferred(op)) this.#defer(op);
    else if (this.#isDead(op)) this.#kill(op);
    else this.#lower(op);
  }

  /** Loops run between stages: once what one takes is there, it is the caller's turn. */
  #loop(loop: Loop): void {
    const { exits, inputs, controlInputs } = loop;
    if (exits.every((exit) => this.#request.done.has(exit))) return;
    const isWaiting = controlInputs.some((op) => this.#deferred.has(op)) || inputs.some((t) => this.#isComing(t));
    const isDead =
      controlInputs.some((op) => this.#isDeadOperation(op)) ||
      inputs.some((t) => !this.#isHere(t) && this.#dead.has(t));
    if (!isWaiting && isDead) {
      for (const exit of exits) this.#kill(exit);
      return;
    }
    for (const exit of exits) this.#deferred.add(exit);
    for (const input of inputs) this.#needed.add(input);
    if (!isWaiting) this.#calls.push(loop);
  }

  /** A control input, or an input, comes only in a later stage. */
  #isDeferred(op: Operation): boolean {
    if (op.controlInputs.some((input) => this.#deferred.has(input))) return true;
    const waiting = (input: Tensor) => this.#isComing(input);
    // A merge goes on with the first input that arrives alive.
    if (op.type === 'Merge') {
      return op.inputs.some(waiting) && !op.inputs.some((input) => !waiting(input) && !this.#dead.has(input));
    }
    return this.#request.inputsOf(op).some(waiting);
  }
  #isComing(input: Tensor): boolean {
    return !this.#isHere(input) && (this.#deferred.has(input.op) || this.#dynamic.has(input));
  }
  #isHere(tensor: Tensor): boolean {
    return this.#request.available.has(tensor);
  }
  #isDead(op: Operation): boolean {
    // It waits for what was not run, too.
    if (op.type === 'ControlTrigger') return false;
    if (op.controlInputs.some((input) => this.#isDeadOperation(input))) return true;
    const dead = (input: Tensor) => !this.#isHere(input) && this.#dead.has(input);
    return op.type === 'Merge' ? op.inputs.every(dead) : this.#request.inputsOf(op).some(dead);
  }
  #isDeadOperation(op: Operation): boolean {
    if (op.outputs.length === 0) return this.#dead.has(op);
    return !isSwitch(op) && op.outputs.every((t) => this.#dead.has(t));
  }

  #kill(op: Operation): void {
    for (const output of op.outputs) this.#dead.add(output);
    // Without outputs there is no tensor to mark.
    if (op.outputs.length === 0) this.#dead.add(op);
    this.#executed.add(op);
  }

  #defer(op: Operation): void {
    this.#deferred.add(op);
    for (const input of this.#request.inputsOf(op)) this.#needed.add(input);
  }

  #lower(op: Operation): void {
    const def = getOp(op.type);
    this.#b.covers = [op.name];
    // Any other operation whose outputs are fed still runs where control edges or the caller ask for it.
    if (op.type.startsWith('Placeholder') && this.#isHere(op.outputs[0])) {
      this.#executed.add(op);
      return;
    }
    if (op.type.startsWith('Placeholder') && op.inputs.length === 0) throw missingFeed(op);
    if (def.runsBetweenStages) {
      this.#calls.push(op);
      this.#defer(op);
      return;
    }
    if (this.#awaitValues(op, def)) return;
    if (isSwitch(op)) this.#lowerSwitch(op);
    else if (op.type === 'Merge') this.#lowerMerge(op);
    else if (isVariable(op)) this.#variables.declare(op);
    // Its static shape is that of every feed it takes; unfed it has the shape of its default.
    else if (op.type === 'PlaceholderWithDefault') this.#bind(op.outputs[0], this.#valueOf(op.inputs[0]));
    else this.#lowerOrdinary(op, def);
    this.#executed.add(op);
  }

  /** True if an input's elements are needed but not known: the operation is deferred until they are. */
  #awaitValues(op: Operation, def: RegisteredOp): boolean {
    const unknown = valueInputIndices(def, op).filter((index) => !this.#knownValue(op.inputs[index]));
    for (const index of unknown) this.#await(op.inputs[index]);
    if (unknown.length > 0) this.#defer(op);
    return unknown.length > 0;
  }

  #await(tensor: Tensor): void {
    this.#awaits.add(tensor);
    if (tensor.isRef && !this.#snapshots.has(tensor)) this.#snapshots.set(tensor, this.#valueOf(tensor));
  }

  #lowerSwitch(op: Operation): void {
    const taken = this.#knownValue(op.inputs[1])![0] ? 1 : 0;
    const [data] = op.inputs;
    if (op.outputs[taken].isRef) this.#variables.alias(op.outputs[taken], data);
    else this.#bind(op.outputs[taken], this.#inputOf(op, data));
    this.#dead.add(op.outputs[1 - taken]);
  }

  #lowerMerge(op: Operation): void {
    const index = op.inputs.findIndex(
      (input) => this.#isHere(input) || (!this.#dead.has(input) && !this.#deferred.has(input.op)),
    );
    this.#bind(op.outputs[0], this.#valueOf(op.inputs[index]));
    this.#bind(op.outputs[1], this.#b.scalar(index, 'int32'));
  }

  #lowerOrdinary(op: Operation, def: RegisteredOp): void {
    const read = this.#request.inputsOf(op);
    const inputs = read.map((input) => ({
      dtype: input.dtype,
      shape:
        input.isRef && !this.#isHere(input)
          ? this.#variables.shapeOf(input)
          : new TensorShape(this.#inputOf(op, input).shape),
      value: this.#knownValue(input),
    }));
    const inference = inferOutputs(def, op.name, inputs, op.attributes);
    if (inference.fault) throw planFault(op, inference.fault, inputs);
    // A reference output has no value of its own, and a dynamic one gets its size when it has run.
    const outputs = inference.outputs.map((output) => {
      if (!output.isRef && !def.dynamic && !output.shape.isFullyDefined) {
        throw new RangeError(
          `Internal: the shape of '${op.name}' (${op.type}) is not known when its plan is made: ${output.shape}.`,
        );
      }
      return { dtype: output.dtype, shape: (output.shape.dims ?? []).map((dim) => (isKnown(dim) ? dim : 0)) };
    });
    const lowered = def.lower(
      lowerContext({
        op,
        read,
        def,
        b: this.#b,
        outputs,
        valueOf: (tensor) => this.#inputOf(op, tensor),
        knownValue: (tensor) => this.#knownValue(tensor)!,
        variableOf: (tensor) => this.#variables.nameOf(tensor),
        isInitialized: (variable) => this.#variables.isInitialized(variable),
      }),
    );
    this.#variables.noteAssignments();
    op.outputs.forEach((tensor, index) => {
      if (tensor.isRef) this.#variables.alias(tensor, op.inputs[0]);
      else if (lowered[index]) this.#bind(tensor, lowered[index], inference.outputs[index].value);
      if (def.dynamic && !inference.outputs[index].shape.isFullyDefined) {
        this.#dynamic.add(tensor);
        this.#dynamicValues.add(lowered[index].id);
      }
    });
  }

  /** A tensor computed here, unless it is fed. Elements that inference knows are a constant, whatever computed them. */
  #bind(tensor: Tensor, value: Value, partial?: readonly unknown[] | undefined): void {
    if (this.#isHere(tensor)) return;
    this.#values.set(tensor, value);
    const known = fullyKnown(partial as never);
    if (known) this.#known.set(value.id, known);
  }
  readonly #known = new Map<number, readonly number[]>();

  /** The value of a tensor as `op` gets it: a variable's contents of this moment, if `op` waits for an assignment to it. */
  #inputOf(op: Operation, tensor: Tensor): Value {
    const late = this.#isFed(tensor) ? undefined : this.#order.lateReference(op, tensor);
    return late ? this.#variables.read(late) : this.#valueOf(tensor);
  }
  /** What earlier stages computed is here too, but was not fed. */
  #isFed(tensor: Tensor): boolean {
    return this.#isHere(tensor) && !this.#request.done.has(tensor.op);
  }

  /** The value of a tensor at this moment. */
  #valueOf(tensor: Tensor): Value {
    const found = this.#values.get(tensor);
    if (found) return found;
    const here = this.#request.available.get(tensor);
    if (here) {
      const value = this.#b.value(here.dtype, here.shape);
      this.#b.append({ kind: 'feed', output: value.id, name: tensor.name });
      this.#feeds.push({ tensor, value: value.id });
      this.#values.set(tensor, value);
      const elements = this.#request.known.get(tensor);
      if (elements) this.#known.set(value.id, elements);
      return value;
    }
    if (tensor.isRef) return this.#variables.read(tensor);
    throw new RangeError(`Internal: '${tensor.name}' is used before it is computed.`);
  }

  #knownValue(tensor: Tensor): readonly number[] | undefined {
    const elements = this.#request.known.get(tensor);
    if (elements) return elements;
    const value = this.#isHere(tensor) ? undefined : this.#values.get(tensor);
    if (!value) return undefined;
    return this.#known.get(value.id) ?? smallConstant(this.#b, value);
  }

  #finish(): LoweredStage {
    const results: Tensor[] = [];
    const ids: number[] = [];
    const known = new Map<Tensor, readonly number[]>();
    const wanted = new Set<Tensor>([...this.#request.fetches, ...this.#needed, ...this.#awaits]);
    for (const tensor of wanted) {
      if (this.#isHere(tensor) || this.#dead.has(tensor) || this.#deferred.has(tensor.op)) continue;
      if (!tensor.isRef && !this.#values.has(tensor)) continue;
      // A reference that only later stages use stays a reference.
      const snapshot = this.#snapshots.get(tensor);
      if (tensor.isRef && !snapshot && !this.#request.fetches.includes(tensor)) continue;
      if (tensor.isRef && !snapshot && this.#deferred.size > 0) continue;
      results.push(tensor);
      const elements = this.#knownValue(tensor);
      if (elements) known.set(tensor, elements);
      ids.push((snapshot ?? this.#valueOf(tensor)).id);
    }
    // Elements that inference worked out are known without a kernel.
    const program: Program = {
      values: this.#b.values,
      primitives: this.#b.primitives,
      results: ids,
      dynamic: this.#dynamicValues,
    };
    foldKnown(program, this.#known);
    return {
      program,
      feeds: this.#feeds,
      results,
      known,
      executed: this.#executed,
      dead: this.#dead,
      calls: this.#calls,
      awaits: this.#deferred.size > 0 ? [...this.#awaits] : null,
      guards: this.#variables.guards,
    };
  }
}

const isSwitch = (op: Operation) => op.type === 'Switch' || op.type === 'RefSwitch';
const isVariable = (op: Operation) => op.type === 'VariableV2' || op.type === 'Variable';

/** Positions, among an operation's inputs, of those whose elements its definition asks for. */
function valueInputIndices(def: RegisteredOp, op: Operation): number[] {
  if (!def.valueInputs) return [];
  const indices: number[] = [];
  let at = 0;
  for (const argument of def.inputArgs) {
    const count = argument.numberAttr
      ? op.attr(argument.numberAttr, 'int')
      : argument.typeListAttr
        ? op.attr(argument.typeListAttr, 'types').length
        : 1;
    if (def.valueInputs.includes(argument.name)) for (let i = 0; i < count; i++) indices.push(at + i);
    at += count;
  }
  return indices;
}

/** Replaces what computes a known integer value by the constant. */
function foldKnown(program: Program, known: ReadonlyMap<number, readonly number[]>): void {
  program.primitives.forEach((p, index) => {
    if (p.kind !== 'elementwise' && p.kind !== 'reduce' && p.kind !== 'assemble') return;
    const output = p.kind === 'elementwise' ? p.outputs[0] : p.output;
    if (p.kind === 'elementwise' && p.outputs.length > 1) return;
    const elements = known.get(output);
    const { dtype } = program.values[output];
    if (!elements?.every(Number.isSafeInteger) || (dtype !== 'int32' && dtype !== 'int64')) return;
    const data = dtype === 'int32' ? Int32Array.from(elements) : BigInt64Array.from(elements, BigInt);
    program.primitives[index] = { kind: 'constant', output, data, covers: p.covers };
  });
}

function smallConstant(b: ProgramBuilder, value: Value): readonly number[] | undefined {
  let id = value.id;
  for (;;) {
    const p = b.producer(id);
    if (p?.kind === 'reshape') id = p.input;
    else if (p?.kind === 'constant' && p.data.length <= 1024 && !Array.isArray(p.data)) {
      const elements = Array.from(p.data as ArrayLike<number | bigint>, Number);
      // A wide int64 that no number holds is data, not a size.
      return p.data instanceof BigInt64Array && !elements.every(Number.isSafeInteger) ? undefined : elements;
    } else return undefined;
  }
}
