/** Which functions were made, and which of them nothing called: those are interpreted with unknown arguments. */

import { ts } from '../syntax.ts';
import { type ClassValue, type FunctionValue, unknown } from '../values/index.ts';
import { unknownInstance } from './classes.ts';
import { ThrowSignal } from './completion.ts';
import type { Interpreter } from './interpreter.ts';

export class Census {
  readonly #functions = new Map<ts.Node, FunctionValue>();
  readonly #classOf = new Map<ts.Node, ClassValue>();
  readonly #called = new Set<ts.Node>();

  made(callee: FunctionValue): void {
    this.#functions.set(callee.node, callee);
  }
  madeMember(method: FunctionValue, of: ClassValue): void {
    this.#classOf.set(method.node, of);
  }
  called(node: ts.Node): void {
    this.#called.add(node);
  }

  /** Interprets the functions of the entry that nothing called. What they do is taken back, what is wrong is kept. */
  runUncalled(it: Interpreter): void {
    const source = it.program.sources.get(it.program.entry);
    for (const callee of [...this.#functions.values()]) {
      const { node } = callee;
      if (this.#called.has(node) || node.getSourceFile() !== source) continue;
      const of = this.#classOf.get(node);
      const self = of && !isStatic(node) ? unknownInstance(of) : of;
      it.journal.begin();
      try {
        it.context.uncalled(() =>
          it.library.host.rehearse(() =>
            it.invoke(
              callee,
              self,
              node.parameters.map(() => unknown),
              false,
              it.siteOf(node),
            ),
          ),
        );
      } catch (signal) {
        if (!(signal instanceof ThrowSignal)) throw signal;
      } finally {
        it.journal.rollback();
      }
    }
  }
}

function isStatic(node: ts.FunctionLikeDeclaration): boolean {
  return node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword) ?? false;
}
