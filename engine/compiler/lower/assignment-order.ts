/**
 * Which operations come after an assignment to a variable, by their inputs and control inputs.
 *
 * TensorFlow's `v/read` hands on the memory of the variable itself. So whoever waits for an assignment sees the new
 * contents, also through a read that was made before: `tf.identity(v)` under control dependencies, or a moving average
 * that is kept after a train step. Knows nothing of values.
 */

import type { Operation, Tensor } from '../../graph/index.ts';
import { getOp } from '../../ops/index.ts';
import { Loop, type Step } from '../loops/index.ts';
import type { RunInputs } from '../run-inputs.ts';

export class AssignmentOrder {
  /** For operations that assign or come after ones that do: the variables that have new contents when they are done. */
  readonly #assigned = new Map<Operation, ReadonlySet<Operation>>();

  readonly #inputsOf: RunInputs;

  /** @param steps - Each after what it waits for. */
  constructor(steps: readonly Step[], inputsOf: RunInputs) {
    this.#inputsOf = inputsOf;
    for (const step of steps) {
      if (step instanceof Loop) this.#addLoop(step);
      else this.#add(step, assignedBy(step), this.#before(step));
    }
  }

  /** Whoever waits for a loop comes after all that it assigns. */
  #addLoop(loop: Loop): void {
    const own = [...loop.operations()].flatMap(assignedBy);
    const before = loop.enters.flatMap((enter) => this.#before(enter));
    for (const exit of loop.exits) this.#add(exit, own, before);
  }

  #add(op: Operation, own: readonly Operation[], before: readonly ReadonlySet<Operation>[]): void {
    const sets = new Set(before);
    if (own.length === 0 && sets.size === 0) return;
    const [only] = sets;
    const all = own.length === 0 && sets.size === 1 ? only : new Set([...own, ...[...sets].flatMap((set) => [...set])]);
    this.#assigned.set(op, all);
  }

  /** The reference to read in place of `input`: where that is a read of a variable that `op` comes after assignments to. */
  lateReference(op: Operation, input: Tensor): Tensor | undefined {
    if (this.#assigned.size === 0 || input.op.type !== 'Identity') return undefined;
    const [reference] = input.op.inputs;
    if (!reference.isRef) return undefined;
    const variable = variableOf(reference);
    return this.#before(op).some((set) => set.has(variable)) ? reference : undefined;
  }

  #before(op: Operation): ReadonlySet<Operation>[] {
    if (this.#assigned.size === 0) return [];
    return [...this.#inputsOf(op).map((input) => input.op), ...op.controlInputs].flatMap(
      (other) => this.#assigned.get(other) ?? [],
    );
  }
}

function assignedBy(op: Operation): readonly Operation[] {
  return assigns(op) ? updatedReferences(op).map(variableOf) : [];
}

/** Assignments and optimizers' updates take references and give one back; so does a branch, which changes nothing. */
function assigns(op: Operation): boolean {
  return op.inputs.length > 0 && op.outputs.some((output) => output.isRef) && !/Switch|Merge|Enter/.test(op.type);
}

/** The inputs that the operation changes; a reference in any other place, as in `v.assign(w)`, is only read. */
function updatedReferences(op: Operation): Tensor[] {
  const { inputArgs } = getOp(op.type);
  // References come first and one by one, so that arguments and inputs have the same positions.
  return op.inputs.filter((_, index) => inputArgs[index]?.isRef);
}

function variableOf(reference: Tensor): Operation {
  let { op } = reference;
  while (op.inputs[0]?.isRef) op = op.inputs[0].op;
  return op;
}
