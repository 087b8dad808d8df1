/** `tf.train.StepCounterHook`: the speed of the training, as a line and as the summary `global_step/sec`. */

import { create, SummarySchema } from '../../formats/index.ts';
import { isGraphElement, type Tensor } from '../../graph/index.ts';
import { type FileWriter, FileWriterCache } from '../../summary/index.ts';
import { log } from '../log.ts';
import { SessionRunArgs, type SessionRunContext, SessionRunHook, type SessionRunValues } from '../session-run-hook.ts';
import { SecondOrStepTimer } from './second-or-step-timer.ts';
import { type GlobalStepElement, requireGlobalStep } from './step-of-graph.ts';

export interface StepCounterOptions {
  /** Steps between two measurements. Default 100, without `everyNSecs`. */
  readonly everyNSteps?: number | null;
  /** Seconds between two measurements. */
  readonly everyNSecs?: number | null;
  /** The folder of the event file; or the writer itself. Default: no summary. */
  readonly outputDir?: string | null;
  readonly summaryWriter?: FileWriter | null;
}

export class StepCounterHook extends SessionRunHook {
  readonly #outputDir: string | null;
  readonly #timer: SecondOrStepTimer;
  #writer: FileWriter | null;
  #globalStep: GlobalStepElement | undefined;
  #tag = '';

  /** @throws RangeError where both `everyNSteps` and `everyNSecs` are given. */
  constructor(options: StepCounterOptions = {}) {
    super();
    const { everyNSecs = null, outputDir = null, summaryWriter = null } = options;
    const { everyNSteps = everyNSecs === null ? 100 : null } = options;
    this.#timer = new SecondOrStepTimer({ everySecs: everyNSecs, everySteps: everyNSteps });
    this.#outputDir = outputDir;
    this.#writer = summaryWriter;
  }

  override begin(): void {
    if (!this.#writer && this.#outputDir) this.#writer = FileWriterCache.get(this.#outputDir);
    this.#globalStep = requireGlobalStep('StepCounterHook');
    const element = isGraphElement(this.#globalStep) ? this.#globalStep.asGraphElement() : this.#globalStep;
    this.#tag = `${(element as Tensor).op.name}/sec`;
  }

  override beforeRun(): SessionRunArgs {
    return new SessionRunArgs(this.#globalStep!);
  }

  override afterRun(_context: SessionRunContext, { results }: SessionRunValues): void {
    const step = Number(results);
    if (!this.#timer.shouldTriggerForStep(step)) return;
    const [seconds, steps] = this.#timer.updateLastTriggeredStep(step);
    if (seconds === null) return;
    const simpleValue = steps / seconds;
    log(`${this.#tag}: ${Number(simpleValue.toPrecision(6))}`);
    const value = [{ tag: this.#tag, value: { case: 'simpleValue' as const, value: simpleValue } }];
    this.#writer?.addSummary(create(SummarySchema, { value }), step);
  }
}
