/** Which variable each reference stands for, and each variable's contents at this point of the program. */

import { isKnown, type Operation, type Tensor, TensorShape, uninitializedVariable } from '../../graph/index.ts';
import type { ProgramBuilder, Value } from '../../ops/index.ts';
import type { VariableFacts } from './request.ts';

export class VariableState {
  readonly #b: ProgramBuilder;
  readonly #facts: VariableFacts;
  readonly #operations = new Map<string, Operation>();
  readonly #references = new Map<Tensor, string>();
  readonly #contents = new Map<string, Value>();
  readonly #assigned = new Set<string>();
  readonly #guards = new Set<string>();
  #scanned = 0;

  constructor(b: ProgramBuilder, facts: VariableFacts) {
    this.#b = b;
    this.#facts = facts;
  }

  get guards(): string[] {
    return [...this.#guards];
  }

  declare(op: Operation): void {
    this.#operations.set(op.name, op);
    this.#references.set(op.outputs[0], op.name);
  }

  /** `reference` stands for the variable that `of` stands for. */
  alias(reference: Tensor, of: Tensor): void {
    this.#references.set(reference, this.nameOf(of));
  }

  nameOf(reference: Tensor): string {
    const known = this.#references.get(reference);
    if (known) return known;
    // Made by an earlier stage: follow the references back to the variable.
    let op = reference.op;
    while (op.inputs[0]?.isRef) op = op.inputs[0].op;
    this.#operations.set(op.name, op);
    this.#references.set(reference, op.name);
    return op.name;
  }

  isInitialized(variable: string): boolean {
    if (this.#assigned.has(variable)) return true;
    this.#guards.add(variable);
    return this.#facts.isInitialized(variable);
  }

  /** What is known of a variable's shape now; static where the graph says it all. */
  shapeOf(reference: Tensor): TensorShape {
    const variable = this.nameOf(reference);
    const contents = this.#contents.get(variable);
    if (contents) return new TensorShape(contents.shape);
    const declared = this.#operations.get(variable)!.outputs[0].shape;
    if (declared.isFullyDefined) return declared;
    this.#guards.add(variable);
    const shape = this.#facts.shapeOf(variable);
    return shape ? new TensorShape(shape) : declared;
  }

  /** The contents at this moment. @throws FailedPreconditionError where not even their size is known. */
  read(reference: Tensor): Value {
    const variable = this.nameOf(reference);
    const contents = this.#contents.get(variable);
    if (contents) return contents;
    const { dims } = this.shapeOf(reference);
    if (!dims?.every(isKnown)) {
      throw uninitializedVariable(variable, this.#operations.get(variable)!.describe());
    }
    const value = this.#b.read(variable, reference.dtype, dims as readonly number[]);
    this.#contents.set(variable, value);
    return value;
  }

  /** Looks through the primitives appended since the last call for assignments. */
  noteAssignments(): void {
    const { primitives, values } = this.#b;
    for (; this.#scanned < primitives.length; this.#scanned++) {
      const p = primitives[this.#scanned];
      if (p.kind !== 'assign') continue;
      this.#assigned.add(p.variable);
      this.#contents.set(p.variable, values[p.output]);
    }
  }
}
