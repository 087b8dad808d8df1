/** `tf.train.CheckpointSaverHook`: saves the model at the start, every so often, and at the end. */

import { join } from 'node:path';
import { create, SessionLog_SessionStatus, SessionLogSchema } from '../../formats/index.ts';
import { GraphKeys, type getDefaultGraph } from '../../graph/index.ts';
import type { Session } from '../../session/index.ts';
import { type FileWriter, FileWriterCache } from '../../summary/index.ts';
import { type Saver, writeGraph } from '../../train/index.ts';
import { log } from '../log.ts';
import { MonitoredSessionError } from '../run-error.ts';
import type { Scaffold } from '../scaffold.ts';
import {
  type Awaitable,
  SessionRunArgs,
  type SessionRunContext,
  SessionRunHook,
  type SessionRunValues,
} from '../session-run-hook.ts';
import { SecondOrStepTimer } from './second-or-step-timer.ts';
import { type GlobalStepElement, requireGlobalStep } from './step-of-graph.ts';

/** Is told of the checkpoints of a CheckpointSaverHook. Methods may be asynchronous but for `begin`. */
export class CheckpointSaverListener {
  /** With the hook's own `begin`. */
  begin(): void {}
  beforeSave(_session: Session, _globalStep: number): Awaitable<void> {}
  /** @returns true to end the training. */
  // biome-ignore lint/suspicious/noConfusingVoidType: heirs that return nothing
  afterSave(_session: Session, _globalStep: number): Awaitable<boolean | void> {}
  /** After the last save, unless an error ends the session. */
  end(_session: Session, _globalStep: number): Awaitable<void> {}
}

export interface CheckpointSaverOptions {
  /** Seconds between two checkpoints. */
  readonly saveSecs?: number | null;
  /** Steps between two checkpoints. */
  readonly saveSteps?: number | null;
  /** Default: that of the scaffold, or of the graph's collection `savers`. */
  readonly saver?: Saver | null;
  /** What checkpoints are called. Default `model.ckpt`. */
  readonly checkpointBasename?: string;
  readonly scaffold?: Scaffold | null;
  readonly listeners?: readonly CheckpointSaverListener[] | null;
  /** Write a MetaGraph beside each checkpoint. Default true. */
  readonly saveGraphDef?: boolean;
}

/** Saves at the start, every `saveSteps` steps or `saveSecs` seconds, and at the end. */
export class CheckpointSaverHook extends SessionRunHook {
  readonly #checkpointDir: string;
  readonly #options: CheckpointSaverOptions;
  readonly #timer: SecondOrStepTimer;
  readonly #listeners: readonly CheckpointSaverListener[];
  #writer: FileWriter | undefined;
  #globalStep: GlobalStepElement | undefined;

  /** @throws RangeError unless exactly one of `saveSecs` and `saveSteps` is given, and not both a saver and a scaffold. */
  constructor(checkpointDir: string, options: CheckpointSaverOptions) {
    super();
    if (options.saver && options.scaffold) throw new RangeError('You cannot provide both saver and scaffold.');
    this.#checkpointDir = checkpointDir;
    this.#options = options;
    this.#timer = new SecondOrStepTimer({ everySecs: options.saveSecs ?? null, everySteps: options.saveSteps ?? null });
    this.#listeners = options.listeners ?? [];
  }

  override begin(): void {
    this.#writer = FileWriterCache.get(this.#checkpointDir);
    this.#globalStep = requireGlobalStep('CheckpointSaverHook');
    for (const listener of this.#listeners) listener.begin();
  }

  override async afterCreateSession(session: Session): Promise<void> {
    const { graph } = session;
    const step = await this.#step(session);
    await writeGraph(graph, this.#checkpointDir, 'graph.pbtxt');
    this.#writer!.addGraph(graph);
    this.#writer!.addMetaGraph(await this.#saver(graph).exportMetaGraph());
    await this.#save(session, step);
    this.#timer.updateLastTriggeredStep(step);
  }

  override beforeRun(): SessionRunArgs {
    return new SessionRunArgs(this.#globalStep!);
  }

  override async afterRun(context: SessionRunContext, { results }: SessionRunValues): Promise<void> {
    const step = Number(results);
    if (!this.#timer.shouldTriggerForStep(step)) return;
    this.#timer.updateLastTriggeredStep(step);
    if (await this.#save(context.session, step)) context.requestStop();
  }

  override async end(session: Session): Promise<void> {
    const step = await this.#step(session);
    if (step !== this.#timer.lastTriggeredStep()) await this.#save(session, step);
    for (const listener of this.#listeners) await listener.end(session, step);
    await this.#writer!.flush();
  }

  async #step(session: Session): Promise<number> {
    return Number(await session.run(this.#globalStep!));
  }

  /** Whether a listener asks for the end. */
  async #save(session: Session, step: number): Promise<boolean> {
    const path = join(this.#checkpointDir, this.#options.checkpointBasename ?? 'model.ckpt');
    for (const listener of this.#listeners) await listener.beforeSave(session, step);
    log(`Saving checkpoints for ${step} into ${path}.`);
    const saver = this.#saver(session.graph);
    await saver.save(session, path, { globalStep: step, writeMetaGraph: this.#options.saveGraphDef ?? true });
    const status = SessionLog_SessionStatus.CHECKPOINT;
    this.#writer!.addSessionLog(create(SessionLogSchema, { status, checkpointPath: path }), step);
    let stop = false;
    for (const listener of this.#listeners) {
      if ((await listener.afterSave(session, step)) !== true) continue;
      log('A CheckpointSaverListener requested that training be stopped.');
      stop = true;
    }
    return stop;
  }

  /** @throws MonitoredSessionError where there is not exactly one. */
  #saver({ collections }: ReturnType<typeof getDefaultGraph>): Saver {
    const given = this.#options.saver ?? this.#options.scaffold?.saver;
    if (given) return given;
    const savers = collections.get<Saver>(GraphKeys.SAVERS);
    if (savers.length === 1) return savers[0];
    throw new MonitoredSessionError(
      `${savers.length === 0 ? 'No items' : 'More than one item'} in collection ${GraphKeys.SAVERS}. Please ` +
        `${savers.length === 0 ? 'add a saver to the collection or ' : ''}pass the saver or scaffold to CheckpointSaverHook.`,
    );
  }
}
