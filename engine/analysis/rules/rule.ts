/** A rule: one kind of mistake that the whole program shows, found after it was interpreted. */

import type { Operation } from '../../graph/index.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { DiagnosticCode } from '../diagnostic-codes.ts';
import type { ApiCall, Program } from '../program/program.ts';
import type { ts } from '../syntax.ts';

export interface Rule {
  readonly code: DiagnosticCode;
  check(context: RuleContext): Iterable<Diagnostic>;
}

/** The program, with what several rules ask of it. */
export class RuleContext {
  readonly program: Program;
  #callsByNode: Map<ts.Node, ApiCall[]> | undefined;

  constructor(program: Program) {
    this.program = program;
  }

  /** The calls of one of these functions, without those that the program guards itself. */
  callsOf(names: ReadonlySet<string>): ApiCall[] {
    return this.program.calls.filter(({ name, origin }) => names.has(name) && !origin.isGuarded);
  }

  /** The call that made an operation. */
  callOf(op: Operation): ApiCall | undefined {
    const node = this.program.originOf(op)?.site.node;
    const calls = node && this.#indexed().get(node);
    return calls?.find(({ graph, from, to }) => graph === op.graph && from <= op.id && op.id < to);
  }

  #indexed(): Map<ts.Node, ApiCall[]> {
    if (this.#callsByNode) return this.#callsByNode;
    const index = new Map<ts.Node, ApiCall[]>();
    for (const call of this.program.calls) {
      const { node } = call.origin.site;
      const known = index.get(node);
      if (known) known.push(call);
      else index.set(node, [call]);
    }
    this.#callsByNode = index;
    return index;
  }
}
