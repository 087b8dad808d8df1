/** Where an expression is evaluated: the variables in sight, and the function it is in. */

import type { ts } from '../syntax.ts';
import type { ArrayValue, HeapObject, ListContents, Scope, Value } from '../values/index.ts';

/** One call of a function, or a module's top level. */
export interface Frame {
  readonly self: Value;
  /** Whose prototype `super` means. */
  readonly home: HeapObject | null;
  readonly callee: ts.FunctionLikeDeclaration | undefined;
  /** What a generator has yielded so far. */
  readonly yields: ArrayValue | undefined;
  /** In a constructor of a derived class. */
  readonly superCall: ((args: readonly Value[], hasMore?: boolean) => void) | undefined;
  /** What `arguments` holds. */
  readonly arguments: ListContents | undefined;
}

export interface Env {
  readonly scope: Scope;
  readonly frame: Frame;
}
