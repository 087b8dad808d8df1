/** How a monitored session gets the session below it: initialised, or as the newest checkpoint left it. */

import { getDefaultGraph, type Tensor, UnimplementedError } from '../graph/index.ts';
import { Session, type SessionConfig } from '../session/index.ts';
import { getCheckpointState } from '../train/index.ts';
import { MonitoredSessionError } from './run-error.ts';
import { Scaffold } from './scaffold.ts';

/** Makes the session of a monitored session. */
export interface SessionCreator {
  createSession(): Promise<Session>;
}

export interface ChiefSessionCreatorOptions {
  /** Default: a new one. */
  readonly scaffold?: Scaffold | null;
  /** The address of the master: '' is this process. */
  readonly master?: string;
  readonly config?: SessionConfig;
  /** The folder whose newest checkpoint is restored, if it has one. */
  readonly checkpointDir?: string | null;
  /** The prefix of a checkpoint to restore in its place. */
  readonly checkpointFilenameWithPath?: string | null;
}

/** A session for one process, or the first of several. */
export class ChiefSessionCreator implements SessionCreator {
  readonly #options: ChiefSessionCreatorOptions;
  readonly #scaffold: Scaffold;

  constructor(options: ChiefSessionCreatorOptions = {}) {
    this.#options = options;
    this.#scaffold = options.scaffold ?? new Scaffold();
  }

  /**
   * Finalizes the graph, restores the newest checkpoint or else runs the init operation, and then the local one.
   * @throws MonitoredSessionError that names the variables which hold no value after that.
   */
  async createSession(): Promise<Session> {
    const scaffold = this.#scaffold.finalize();
    const { master = '', config } = this.#options;
    const session = new Session(master, { graph: getDefaultGraph(), ...(config && { config }) });
    try {
      if (!(await this.#restore(session))) await initialize(session, scaffold);
      await prepare(session, scaffold);
    } catch (error) {
      session.close();
      throw error;
    }
    return session;
  }

  /** Whether there was a checkpoint. */
  async #restore(session: Session): Promise<boolean> {
    const { checkpointDir, checkpointFilenameWithPath } = this.#options;
    const { saver } = this.#scaffold;
    if (!saver) return false;
    if (checkpointFilenameWithPath) {
      await saver.restore(session, checkpointFilenameWithPath);
      return true;
    }
    const state = checkpointDir ? await getCheckpointState(checkpointDir) : null;
    if (!state) return false;
    await saver.restore(session, state.modelCheckpointPath);
    await saver.recoverLastCheckpoints(state.allModelCheckpointPaths);
    return true;
  }
}

async function initialize(session: Session, { initOp, initFn, initFeedDict }: Scaffold): Promise<void> {
  if (initOp) await session.run(initOp, initFeedDict);
  await initFn?.(session);
}

async function prepare(session: Session, scaffold: Scaffold): Promise<void> {
  const { localInitOp, readyForLocalInitOp, readyOp, localInitFeedDict } = scaffold;
  if (localInitOp) {
    await check(session, readyForLocalInitOp, 'Init operations did not make model ready for local_init.');
    await session.run(localInitOp, localInitFeedDict);
  }
  await check(session, readyOp, 'Init operations did not make model ready.');
}

async function check(session: Session, readyOp: Tensor | null, failure: string): Promise<void> {
  if (!readyOp) return;
  const missing = (await session.run(readyOp)) as unknown as { readonly data: readonly unknown[] };
  if (missing.data.length === 0) return;
  throw new MonitoredSessionError(
    `${failure} Variables not initialized: ${[...missing.data].map(String).join(', ')}. ` +
      'Give tf.train.Scaffold an initOp, or an initFn, that initialises them.',
  );
}

/** @throws UnimplementedError: sessions here are of this process, so there is no chief to wait for. */
export function refuseWorker(): never {
  throw new UnimplementedError(
    'A session that is not the chief waits for one in another process, but sessions here are of this process: leave isChief out.',
  );
}
