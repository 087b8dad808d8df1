/**
 * The loop of a monitored session as the runner sees it: how far it is, and whether to stop. Inside of a
 * `tf.train.steps` loop it is that loop which reports.
 */

import { currentStep, runDefaults, runReporter, setCurrentStep } from '../graph/index.ts';

export class TrainingLoop {
  /** The step of a graph that counts its own; null where it has none, so that there is no loop to report. */
  #step: number | null = null;
  #end = Number.POSITIVE_INFINITY;
  #isOpen = false;

  /** @param lastStep - Where it is known to end; null where it is not. */
  start(step: number, lastStep: number | null): void {
    this.#step = step;
    if (currentStep() !== null) return;
    const cap = runDefaults().stepsCap ?? Number.POSITIVE_INFINITY;
    this.#end = Math.min(lastStep ?? Number.POSITIVE_INFINITY, step + cap);
    this.#isOpen = true;
    runReporter().loopStarted({ start: step, total: Number.isFinite(this.#end) ? this.#end : null });
  }

  /** Whether the loop should end: a stop is asked for, or `--steps` lets no more through. */
  get shouldStop(): boolean {
    return runReporter().stopRequested || (this.#isOpen && this.#step! >= this.#end);
  }

  /** Runs `body` as the step in hand, for errors that say when they happened. */
  async during<T>(body: () => Promise<T>): Promise<T> {
    if (!this.#isOpen || currentStep() !== null) return body();
    setCurrentStep(this.#step);
    try {
      return await body();
    } finally {
      setCurrentStep(null);
    }
  }

  /** The graph's step is `step` after a run. */
  reached(step: number): void {
    if (step === this.#step) return;
    this.#step = step;
    if (this.#isOpen && currentStep() === null) runReporter().stepsDone(step);
  }

  end(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    runReporter().loopEnded();
  }
}
