/**
 * Whether a computation may be moved later: not past an assignment to a variable whose contents it reads.
 * (Correctness does not hang on it, since memory planning copies old contents that are still needed; a copy costs more
 * than the fusion saves.)
 */

import type { ValueId } from '../../ops/index.ts';
import { type Program, readsOf } from '../program.ts';

export class Hazards {
  readonly #program: Program;
  /** The variable in whose memory a value lies. */
  readonly #home = new Map<ValueId, string>();
  readonly #assignments = new Map<string, number[]>();

  constructor(program: Program) {
    this.#program = program;
    program.primitives.forEach((p, index) => {
      if (p.kind === 'read' || p.kind === 'assign') this.#home.set(p.output, p.variable);
      if (p.kind === 'assign') this.#assignments.set(p.variable, [...(this.#assignments.get(p.variable) ?? []), index]);
      const home = p.kind === 'reshape' ? this.#home.get(p.input) : undefined;
      if (home !== undefined && p.kind === 'reshape') this.#home.set(p.output, home);
    });
  }

  /** Primitive number `from` could as well run at position `to`. */
  maySink(from: number, to: number): boolean {
    return readsOf(this.#program.primitives[from]).every((value) => this.mayReadAt(value, from, to));
  }

  /** A value read at `from` is still there at `to`. */
  mayReadAt(value: ValueId, from: number, to: number): boolean {
    const variable = this.#home.get(value);
    if (variable === undefined) return true;
    return !this.#assignments.get(variable)?.some((index) => index > from && index < to);
  }
}
