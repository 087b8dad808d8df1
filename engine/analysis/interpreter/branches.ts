/** Goes several ways from one state, and on from all of them. */

import type { ts } from '../syntax.ts';
import { unknown, type Value } from '../values/index.ts';
import { type Completion, followedBy, ThrowSignal, unite, type Way, waysOf } from './completion.ts';
import type { Interpreter } from './interpreter.ts';

/**
 * Runs each of `branches` from the state of now. Branches that throw are left out: the program does not go on from there.
 * @param at - where the program parts: what stands for values of either way comes from there
 * @throws ThrowSignal if all do
 */
export function branch(it: Interpreter, at: ts.Node, branches: readonly (() => Completion)[]): Completion {
  const ways: Way[] = [];
  let thrown: ThrowSignal | undefined;
  for (const body of branches) {
    it.journal.begin();
    let end: Completion;
    try {
      end = it.context.maybe(body);
    } catch (signal) {
      it.journal.rollback();
      if (!(signal instanceof ThrowSignal)) throw signal;
      thrown = signal;
      continue;
    }
    const changes = it.journal.rollback();
    ways.push(...waysOf(end).map((way) => ({ end: way.end, changes: followedBy(changes, way.changes) })));
  }
  if (thrown) it.noteThrow();
  if (ways.length === 0) throw thrown;
  it.spend(ways.reduce((sum, { changes }) => sum + changes.size, branches.length));
  return it.at(it.siteOf(at), () => unite(ways, it.journal, it.join));
}

/** As `branch`, for expressions. */
export function either(it: Interpreter, at: ts.Node, possibilities: readonly (() => Value)[]): Value {
  const end = branch(
    it,
    at,
    possibilities.map((possibility) => () => ({ type: 'return', value: possibility() }) as const),
  );
  return end.type === 'return' ? end.value : unknown;
}
