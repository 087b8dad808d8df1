/** `tf.train.StopAtStepHook`: ends the loop at a step. */

import type { Session } from '../../session/index.ts';
import { SessionRunArgs, type SessionRunContext, SessionRunHook, type SessionRunValues } from '../session-run-hook.ts';
import { type GlobalStepElement, requireGlobalStep } from './step-of-graph.ts';

export interface StopAtStepOptions {
  /** Steps to make, beginning with the step that is restored. */
  readonly numSteps?: number | null;
  /** The global step to end at. */
  readonly lastStep?: number | null;
}

export class StopAtStepHook extends SessionRunHook {
  readonly #numSteps: number | null;
  #lastStep: number | null;
  #globalStep: GlobalStepElement | undefined;

  /** @throws RangeError unless exactly one of the two is given. */
  constructor({ numSteps = null, lastStep = null }: StopAtStepOptions) {
    super();
    if (numSteps === null && lastStep === null) throw new RangeError('One of numSteps or lastStep must be specified.');
    if (numSteps !== null && lastStep !== null) {
      throw new RangeError('Only one of numSteps or lastStep can be specified.');
    }
    this.#numSteps = numSteps;
    this.#lastStep = lastStep;
  }

  /** The step it ends at; null before that is known. */
  get lastStep(): number | null {
    return this.#lastStep;
  }

  override begin(): void {
    this.#globalStep = requireGlobalStep('StopAtStepHook');
  }

  override async afterCreateSession(session: Session): Promise<void> {
    this.#lastStep ??= Number(await session.run(this.#globalStep!)) + this.#numSteps!;
  }

  override beforeRun(): SessionRunArgs {
    return new SessionRunArgs(this.#globalStep!);
  }

  override afterRun(context: SessionRunContext, { results }: SessionRunValues): void {
    if (Number(results) >= this.#lastStep!) context.requestStop();
  }
}
