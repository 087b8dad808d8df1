/** The operands of a kernel body as parameters of its function: one parameter for each value, however often it is read. */

import type { Operand, Value, ValueId } from '../../../ops/kernel-language/index.ts';
import { type Access, viewAccess } from './access.ts';

export type ScratchType = 'float32' | 'float64' | 'int32' | 'int64' | 'uint8';

/** What a parameter is bound to. Scratch is memory that only lasts for the kernel's run. */
export type Parameter =
  | { readonly kind: 'input' | 'output'; readonly name: string; readonly value: ValueId }
  | { readonly kind: 'scratch'; readonly name: string; readonly type: ScratchType; readonly length: number };

export class Parameters {
  readonly list: Parameter[] = [];
  readonly #values: readonly Value[];
  readonly #inputs = new Map<ValueId, string>();
  #outputs = 0;

  constructor(values: readonly Value[]) {
    this.#values = values;
  }

  output(value: ValueId): string {
    const name = `out${this.#outputs++}`;
    this.list.push({ kind: 'output', name, value });
    return name;
  }
  input(value: ValueId): string {
    const known = this.#inputs.get(value);
    if (known !== undefined) return known;
    const name = `in${this.#inputs.size}`;
    this.#inputs.set(value, name);
    this.list.push({ kind: 'input', name, value });
    return name;
  }
  scratch(name: string, type: ScratchType, length: number): string {
    this.list.push({ kind: 'scratch', name, type, length });
    return name;
  }

  /** Names and accesses of operands over a space of `rank` axes. */
  operands(operands: readonly Operand[], rank: number): { array: string; access: Access }[] {
    return operands.map(({ value, view }) => ({
      array: this.input(value),
      access: viewAccess(view, this.#values[value].shape, rank),
    }));
  }

  get names(): string[] {
    return this.list.map(({ name }) => name);
  }
  /** Element types, which belong to the code: kernels that differ in them alone must not share compiled code. */
  get types(): string {
    return this.list
      .map(
        (parameter) =>
          `${parameter.name} ${parameter.kind === 'scratch' ? parameter.type : this.#values[parameter.value].dtype}`,
      )
      .join(', ');
  }
}
