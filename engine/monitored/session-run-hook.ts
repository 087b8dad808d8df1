/** What a hook of a monitored session is, and what passes between the two. */

import type { Feeds, Fetches, RunArguments, Session } from '../session/index.ts';

export type Awaitable<T> = T | Promise<T>;

/** What a hook, or the caller, asks of one run. */
export class SessionRunArgs {
  readonly fetches: Fetches | null;
  readonly feedDict: Feeds | null;
  /** Only in the arguments of the caller: how the run is traced. */
  readonly options: RunArguments;

  /**
   * @param fetches - What to compute beside what the caller asks for; null for nothing.
   * @param feedDict - What to feed beside what the caller feeds.
   */
  constructor(fetches: Fetches | null = null, feedDict: Feeds | null = null, options: RunArguments = {}) {
    this.fetches = fetches;
    this.feedDict = feedDict;
    this.options = options;
  }
}

/** What a hook gets of one run. */
export class SessionRunValues<R = unknown> {
  /** The values of the fetches that the hook asked for, in their structure; null where it asked for none. */
  readonly results: R;
  readonly options: RunArguments;

  constructor(results: R, options: RunArguments = {}) {
    this.results = results;
    this.options = options;
  }
}

/** One run, as its hooks see it. */
export class SessionRunContext {
  /** What the caller asked for. */
  readonly originalArgs: SessionRunArgs;
  /** The session below: runs in it call no hooks. */
  readonly session: Session;
  #stopRequested = false;

  constructor(originalArgs: SessionRunArgs, session: Session) {
    this.originalArgs = originalArgs;
    this.session = session;
  }

  get stopRequested(): boolean {
    return this.#stopRequested;
  }
  /** Lets `shouldStop()` of the monitored session be true from the end of this run on. */
  requestStop(): void {
    this.#stopRequested = true;
  }
}

/** Extends the runs of a monitored session. A hook overrides what it needs; methods may be asynchronous but for `begin`. */
export class SessionRunHook {
  /** Before the session is made: the last moment to add to the graph, which is the default one. */
  begin(): void {}

  /** The session is made, its variables are initialised or restored, and the graph can no longer be changed. */
  afterCreateSession(_session: Session): Awaitable<void> {}

  /** Before each run. @returns what to fetch and feed with it, if anything. */
  // biome-ignore lint/suspicious/noConfusingVoidType: heirs that return nothing
  beforeRun(_context: SessionRunContext): Awaitable<SessionRunArgs | null | undefined | void> {}

  /** After each run that did not fail. */
  // biome-ignore lint/suspicious/noExplicitAny: what it is follows from the fetches of the heir's beforeRun
  afterRun(_context: SessionRunContext, _values: SessionRunValues<any>): Awaitable<void> {}

  /** Before the session is closed, unless an error ends it. */
  end(_session: Session): Awaitable<void> {}
}
