/** Where a call stands in the program: what a native function underlines, and what its arguments were written as. */

import type { SourceRange } from '../source/range.ts';
import type { ts } from '../syntax.ts';

export interface CallSite {
  /** The call, or whatever else makes something happen: a `new`, a property access, a loop over an iterable. */
  readonly node: ts.Node;
  readonly range: SourceRange;
  /** The expressions of the arguments, by position, up to the first spread; undefined where there are none. */
  readonly args: readonly ts.Expression[];
}
