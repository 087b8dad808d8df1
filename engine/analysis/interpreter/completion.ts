/**
 * How a statement ends. Where a condition is unknown, one branch may go on and another return: then the completion holds
 * each way with the changes it made, and the state is the one before the parting.
 */

import type { Changes, JoinValues, Journal, Value } from '../values/index.ts';

export type Simple =
  | { readonly type: 'normal' }
  | { readonly type: 'break' | 'continue'; readonly label: string | undefined }
  | { readonly type: 'return'; readonly value: Value };

export interface Way {
  readonly end: Simple;
  /** From the state before the parting. */
  readonly changes: Changes;
}

export type Completion = Simple | { readonly type: 'parted'; readonly ways: readonly Way[] };

export const normal: Simple = { type: 'normal' };

/** The program throws: unwinds to the next `catch`, or to the end of the module. */
export class ThrowSignal {
  readonly value: Value;
  constructor(value: Value) {
    this.value = value;
  }
}

/** The analysis ends here: fuel used up, or nobody waits for the result any more. */
export class EndOfAnalysis {
  readonly reason: 'fuel' | 'cancelled';
  constructor(reason: 'fuel' | 'cancelled') {
    this.reason = reason;
  }
}

/** Completions that end alike become one way; if only one is left, its state becomes the state of now. */
export function unite(ways: readonly Way[], journal: Journal, join: JoinValues): Completion {
  const groups = new Map<string, Way[]>();
  for (const way of ways) {
    const key =
      way.end.type === 'break' || way.end.type === 'continue' ? `${way.end.type} ${way.end.label}` : way.end.type;
    groups.set(key, [...(groups.get(key) ?? []), way]);
  }
  if (groups.size === 1) {
    const [group] = groups.values();
    journal.merge(
      group.map(({ changes }) => changes),
      join,
    );
    return joinEnds(group, join);
  }
  const united = [...groups.values()].map((group): Way => {
    if (group.length === 1) return group[0];
    journal.begin();
    journal.merge(
      group.map(({ changes }) => changes),
      join,
    );
    return { end: joinEnds(group, join), changes: journal.rollback() };
  });
  return { type: 'parted', ways: united };
}

function joinEnds(group: readonly Way[], join: JoinValues): Simple {
  const [{ end }] = group;
  if (end.type !== 'return') return end;
  const values = group.map((way) => (way.end as Extract<Simple, { type: 'return' }>).value);
  return { type: 'return', value: values.reduce((a, b) => join(a, b)) };
}

/** `second` are changes made after `first`. */
export function followedBy(first: Changes, second: Changes): Changes {
  return first.size === 0 ? second : new Map([...first, ...second]);
}

/** The ways of a completion, each from the state of now. */
export function waysOf(completion: Completion): readonly Way[] {
  return completion.type === 'parted' ? completion.ways : [{ end: completion, changes: new Map() }];
}

/**
 * What comes after a statement: `rest` runs for the ways that go on, the others are kept beside it.
 * @param goesOn - which ends lead to `rest`
 */
export function continueFrom(
  completion: Completion,
  rest: () => Completion,
  journal: Journal,
  join: JoinValues,
  goesOn: (end: Simple) => boolean = isNormal,
): Completion {
  if (completion.type !== 'parted') return goesOn(completion) ? rest() : completion;
  const ahead = completion.ways.filter(({ end }) => goesOn(end));
  const aside = completion.ways.filter(({ end }) => !goesOn(end));
  if (ahead.length === 0) return completion;
  journal.begin();
  let after: Completion;
  try {
    journal.merge(
      ahead.map(({ changes }) => changes),
      join,
    );
    after = rest();
  } catch (signal) {
    journal.rollback();
    if (!(signal instanceof ThrowSignal) || aside.length === 0) throw signal;
    // That way ends in an error; the others are left.
    return unite(aside, journal, join);
  }
  const changes = journal.rollback();
  const ways = waysOf(after).map((way) => ({ end: way.end, changes: followedBy(changes, way.changes) }));
  return unite([...aside, ...ways], journal, join);
}

export function isNormal(end: Simple): boolean {
  return end.type === 'normal';
}
