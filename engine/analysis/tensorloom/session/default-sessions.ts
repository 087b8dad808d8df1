/** The stack of sessions that `tensor.eval()` and `op.run()` use: changes with the program's state. */

import { type JoinValues, type Journal, Mutable } from '../../values/index.ts';
import type { SessionValue } from './session-value.ts';

export type SessionStack = readonly SessionValue[];

export class DefaultSessions extends Mutable<SessionStack | null> {
  /** null: not known. */
  #stack: SessionStack | null = [];

  /** The innermost one; null where there is none, undefined where that is not known. */
  get current(): SessionValue | null | undefined {
    return this.#stack ? (this.#stack.at(-1) ?? null) : undefined;
  }
  push(journal: Journal, session: SessionValue): void {
    journal.touch(this);
    this.#stack &&= [...this.#stack, session];
  }
  /** Takes out the last entry of `session`, if there is one: sessions may end in any order. */
  remove(journal: Journal, session: SessionValue): void {
    const at = this.#stack?.lastIndexOf(session) ?? -1;
    if (at < 0) return;
    journal.touch(this);
    this.#stack = this.#stack!.toSpliced(at, 1);
  }

  snapshot(): SessionStack | null {
    return this.#stack;
  }
  restore(stack: SessionStack | null): void {
    this.#stack = stack;
  }
  join(a: SessionStack | null, b: SessionStack | null, _join: JoinValues): SessionStack | null {
    return this.sameContents(a, b) ? a : null;
  }
  sameContents(a: SessionStack | null, b: SessionStack | null): boolean {
    if (a === null || b === null) return a === b;
    return a.length === b.length && a.every((session, i) => session === b[i]);
  }
  unknownContents(): null {
    return null;
  }
}
