/** `tf.train.SummarySaverHook`: writes the summaries of a graph every so often. */

import { create, SessionLog_SessionStatus, SessionLogSchema } from '../../formats/index.ts';
import type { Tensor } from '../../graph/index.ts';
import type { Session } from '../../session/index.ts';
import { type FileWriter, FileWriterCache, type SummaryLike } from '../../summary/index.ts';
import type { Scaffold } from '../scaffold.ts';
import { SessionRunArgs, type SessionRunContext, SessionRunHook, type SessionRunValues } from '../session-run-hook.ts';
import { SecondOrStepTimer } from './second-or-step-timer.ts';
import { type GlobalStepElement, requireGlobalStep } from './step-of-graph.ts';

export interface SummarySaverOptions {
  /** Steps between two writings. */
  readonly saveSteps?: number | null;
  /** Seconds between two writings. */
  readonly saveSecs?: number | null;
  /** The folder of the event file; or the writer itself. */
  readonly outputDir?: string | null;
  readonly summaryWriter?: FileWriter | null;
  /** Whose `summaryOp` is written. */
  readonly scaffold?: Scaffold | null;
  readonly summaryOp?: Tensor | readonly Tensor[] | null;
}

export class SummarySaverHook extends SessionRunHook {
  readonly #options: SummarySaverOptions;
  readonly #timer: SecondOrStepTimer;
  #writer: FileWriter | null;
  #globalStep: GlobalStepElement | undefined;
  #nextStep: number | null = null;
  #isDue = false;

  /** @throws RangeError unless exactly one of `scaffold` and `summaryOp`, and of `saveSteps` and `saveSecs`, is given. */
  constructor(options: SummarySaverOptions) {
    super();
    if (Boolean(options.scaffold) === Boolean(options.summaryOp)) {
      throw new RangeError('Exactly one of scaffold or summaryOp must be provided.');
    }
    this.#options = options;
    this.#writer = options.summaryWriter ?? null;
    this.#timer = new SecondOrStepTimer({ everySecs: options.saveSecs ?? null, everySteps: options.saveSteps ?? null });
  }

  override begin(): void {
    const { outputDir } = this.#options;
    if (!this.#writer && outputDir) this.#writer = FileWriterCache.get(outputDir);
    this.#nextStep = null;
    this.#globalStep = requireGlobalStep('SummarySaverHook');
  }

  override beforeRun(): SessionRunArgs {
    this.#isDue = this.#nextStep === null || this.#timer.shouldTriggerForStep(this.#nextStep);
    const summaries = this.#isDue ? this.#summaries() : [];
    return new SessionRunArgs([this.#globalStep!, summaries]);
  }

  override afterRun(_context: SessionRunContext, { results }: SessionRunValues<[unknown, SummaryLike[]]>): void {
    const step = Number(results[0]);
    if (this.#writer && this.#nextStep === null) {
      const status = SessionLog_SessionStatus.START;
      this.#writer.addSessionLog(create(SessionLogSchema, { status }), step);
    }
    if (this.#isDue) {
      this.#timer.updateLastTriggeredStep(step);
      for (const summary of results[1]) this.#writer?.addSummary(summary, step);
    }
    this.#nextStep = step + 1;
  }

  override async end(_session: Session): Promise<void> {
    await this.#writer?.flush();
  }

  #summaries(): Tensor[] {
    const { summaryOp, scaffold } = this.#options;
    const found = summaryOp ?? scaffold?.summaryOp;
    return found ? ([found].flat() as Tensor[]) : [];
  }
}
