/** A session of the analysed program: which graph it runs, and which variables hold a value in it. Runs nothing. */

import type { Graph } from '../../../graph/index.ts';
import { type HeapObject, type JoinValues, type Journal, Mutable, ObjectValue } from '../../values/index.ts';

interface StateContents {
  /** Names of variables' operations that hold a value; null where that is not known. */
  readonly initialized: ReadonlySet<string> | null;
  /** Names of those that may hold one. */
  readonly maybeInitialized: ReadonlySet<string>;
  /** undefined where it may be either. */
  readonly isClosed: boolean | undefined;
}

const nothing: StateContents = { initialized: new Set(), maybeInitialized: new Set(), isClosed: false };

export class SessionState extends Mutable<StateContents> {
  #contents = nothing;

  get initialized(): ReadonlySet<string> | null {
    return this.#contents.initialized;
  }
  get maybeInitialized(): ReadonlySet<string> {
    return this.#contents.maybeInitialized;
  }
  get isClosed(): boolean | undefined {
    return this.#contents.isClosed;
  }

  /** A run sets these variables. */
  initialize(journal: Journal, names: Iterable<string>): void {
    const { initialized, maybeInitialized } = this.#contents;
    this.#change(journal, {
      initialized: initialized && new Set([...initialized, ...names]),
      maybeInitialized: new Set([...maybeInitialized, ...names]),
    });
  }
  /** Any variable may hold a value now: a checkpoint was read, or something ran that is not known. */
  forget(journal: Journal): void {
    if (this.#contents.initialized) this.#change(journal, { initialized: null });
  }
  close(journal: Journal): void {
    this.#change(journal, { isClosed: true });
  }

  #change(journal: Journal, change: Partial<StateContents>): void {
    journal.touch(this);
    this.#contents = { ...this.#contents, ...change };
  }

  snapshot(): StateContents {
    return this.#contents;
  }
  restore(contents: StateContents): void {
    this.#contents = contents;
  }
  join(a: StateContents, b: StateContents, _join: JoinValues): StateContents {
    return {
      initialized: a.initialized && b.initialized && a.initialized.intersection(b.initialized),
      maybeInitialized: a.maybeInitialized.union(b.maybeInitialized),
      isClosed: a.isClosed === b.isClosed ? a.isClosed : undefined,
    };
  }
  sameContents(a: StateContents, b: StateContents): boolean {
    return (
      a.isClosed === b.isClosed &&
      sameSets(a.initialized, b.initialized) &&
      sameSets(a.maybeInitialized, b.maybeInitialized)
    );
  }
  unknownContents(): StateContents {
    return { ...this.#contents, initialized: null, isClosed: undefined };
  }
}

function sameSets(a: ReadonlySet<string> | null, b: ReadonlySet<string> | null): boolean {
  if (a === null || b === null) return a === b;
  return a.size === b.size && a.isSubsetOf(b);
}

export class SessionValue extends ObjectValue {
  /** undefined where it is not known. */
  readonly graph: Graph | undefined;
  readonly state = new SessionState();

  constructor(prototype: HeapObject, className: string, graph: Graph | undefined) {
    super(prototype, className);
    this.graph = graph;
  }

  /** Whoever has it may run, restore or close it; it stays a session. */
  override havoc(journal: Journal): void {
    journal.touch(this.state);
    this.state.restore(this.state.unknownContents());
  }
}
