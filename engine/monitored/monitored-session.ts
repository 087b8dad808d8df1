/** `tf.train.MonitoredSession`: a session that initialises or restores itself, and calls hooks around each run. */

import type { Graph } from '../graph/index.ts';
import { OutOfRangeError } from '../graph/index.ts';
import type { Feeds, Fetches, FetchResult, RunArguments, Session } from '../session/index.ts';
import { getGlobalStep } from '../train/index.ts';
import { runWithHooks } from './hooked-run.ts';
import { StopAtStepHook } from './hooks/stop-at-step.ts';
import { MonitoredSessionError } from './run-error.ts';
import { ChiefSessionCreator, type ChiefSessionCreatorOptions, type SessionCreator } from './session-creator.ts';
import { SessionRunArgs, type SessionRunHook } from './session-run-hook.ts';
import { TrainingLoop } from './training-loop.ts';

export interface MonitoredSessionOptions {
  /** Default: a ChiefSessionCreator without checkpoint. */
  readonly sessionCreator?: SessionCreator;
  readonly hooks?: readonly SessionRunHook[] | null;
}

/** What a function run by `runStepFn` gets. */
export interface StepContext {
  /** The session below: runs in it call no hooks. */
  readonly session: Session;
  /** As `run` of the monitored session. */
  runWithHooks<const F>(fetches: F & Fetches, feeds?: Feeds | null): Promise<FetchResult<F>>;
  /** Lets `shouldStop()` be true from now on. */
  requestStop(): void;
}

/** What a monitored session is made of, once all is ready. */
export interface Parts {
  readonly session: Session;
  readonly hooks: readonly SessionRunHook[];
  readonly loop: TrainingLoop;
}

/**
 * Made with `await tf.train.MonitoredSession.create(…)`, because sessions here run asynchronously; `await using` takes
 * the place of TensorFlow's `with`. A session is of this process, so there is no lost one to make anew.
 */
export class MonitoredSession {
  readonly #parts: Parts;
  readonly #globalStep: ReturnType<typeof getGlobalStep>;
  #stopRequested = false;
  #closing: Promise<void> | undefined;
  /** Whether the last run failed. */
  #failed = false;

  protected constructor(parts: Parts) {
    this.#parts = parts;
    this.#globalStep = getGlobalStep(parts.session.graph);
  }

  /**
   * Calls `begin` of the hooks, makes the session of the default graph, which is finalized, and calls
   * `afterCreateSession`.
   */
  static async create({ sessionCreator, hooks }: MonitoredSessionOptions = {}): Promise<MonitoredSession> {
    return new MonitoredSession(await assemble(sessionCreator ?? new ChiefSessionCreator(), hooks ?? []));
  }

  get graph(): Graph {
    return this.#parts.session.graph;
  }

  /**
   * As `Session.run`, with what the hooks fetch and feed.
   * @throws MonitoredSessionError once a hook has asked for a stop, or the session is closed; what the run or a hook throws.
   */
  async run<const F>(fetches: F & Fetches, feeds?: Feeds | null, args: RunArguments = {}): Promise<FetchResult<F>> {
    this.#checkOpen();
    if (this.#stopRequested) throw new MonitoredSessionError('Run called even after should_stop requested.');
    const { session, hooks, loop } = this.#parts;
    const asked = new SessionRunArgs(fetches, feeds ?? null, args);
    try {
      const run = await loop.during(() => runWithHooks(session, hooks, asked, this.#globalStep ?? []));
      this.#stopRequested ||= run.stopRequested;
      if (this.#globalStep) loop.reached(Number(run.also));
      this.#failed = false;
      return run.value as FetchResult<F>;
    } catch (error) {
      // The end of the data is an end like any other.
      this.#failed = !(error instanceof OutOfRangeError);
      throw error;
    }
  }

  /** Calls `stepFn` with a context whose session runs without hooks, and gives what it gives. */
  async runStepFn<T>(stepFn: (context: StepContext) => T | Promise<T>): Promise<T> {
    this.#checkOpen();
    return stepFn({
      session: this.#parts.session,
      runWithHooks: (fetches, feeds) => this.run(fetches, feeds),
      requestStop: () => {
        this.#stopRequested = true;
      },
    });
  }

  /**
   * Whether the loop should end: a hook asked for it, whoever runs the file did (the editor's Stop, Ctrl-C, `--steps`),
   * or the session is closed.
   */
  shouldStop(): boolean {
    return this.#stopRequested || this.#closing !== undefined || this.#parts.loop.shouldStop;
  }

  /**
   * Calls `end` of the hooks, which saves the last checkpoint, and closes the session. Closing twice is fine.
   * @param error - What ended the run: then `end` is not called.
   */
  close(error?: unknown): Promise<void> {
    this.#closing ??= this.#close(error !== undefined);
    return this.#closing;
  }

  /** As `close()`; where the last run failed, as `close(error)`. An error of other code in the block is not seen. */
  [Symbol.asyncDispose](): Promise<void> {
    this.#closing ??= this.#close(this.#failed);
    return this.#closing;
  }

  async #close(failed: boolean): Promise<void> {
    const { session, hooks, loop } = this.#parts;
    try {
      if (!failed) for (const hook of hooks) await hook.end(session);
    } finally {
      loop.end();
      session.close();
    }
  }

  #checkOpen(): void {
    if (this.#closing) throw new MonitoredSessionError('Session is already closed.');
  }
}

export interface SingularMonitoredSessionOptions extends ChiefSessionCreatorOptions {
  readonly hooks?: readonly SessionRunHook[] | null;
}

/** A MonitoredSession that lets its session be had. Made with `await tf.train.SingularMonitoredSession.create(…)`. */
export class SingularMonitoredSession extends MonitoredSession {
  readonly #session: Session;

  protected constructor(parts: Parts) {
    super(parts);
    this.#session = parts.session;
  }

  /** With `checkpointDir` its newest checkpoint is restored, if it has one; nothing is saved. */
  static override async create(options: SingularMonitoredSessionOptions = {}): Promise<SingularMonitoredSession> {
    return new SingularMonitoredSession(await assemble(new ChiefSessionCreator(options), options.hooks ?? []));
  }

  /** The session below: runs in it call no hooks. */
  rawSession(): Session {
    return this.#session;
  }
}

async function assemble(creator: SessionCreator, hooks: readonly SessionRunHook[]): Promise<Parts> {
  for (const hook of hooks) hook.begin();
  const session = await creator.createSession();
  const loop = new TrainingLoop();
  try {
    for (const hook of hooks) await hook.afterCreateSession(session);
    const globalStep = getGlobalStep(session.graph);
    if (globalStep) loop.start(Number(await session.run(globalStep)), lastStepOf(hooks));
  } catch (error) {
    session.close();
    throw error;
  }
  return { session, hooks, loop };
}

function lastStepOf(hooks: readonly SessionRunHook[]): number | null {
  const ends = hooks.flatMap((hook) => (hook instanceof StopAtStepHook ? [hook.lastStep ?? Infinity] : []));
  return ends.length === 0 ? null : Math.min(...ends);
}
