/** `tf.train.SecondOrStepTimer`: when a hook is due again. */

export interface SecondOrStepTimerOptions {
  /** Seconds between two times. */
  readonly everySecs?: number | null;
  /** Steps between two times. */
  readonly everySteps?: number | null;
}

export class SecondOrStepTimer {
  readonly #everySecs: number | null;
  readonly #everySteps: number | null;
  #lastStep: number | null = null;
  #lastTime = 0;

  /** @throws RangeError unless exactly one of the two is given. */
  constructor({ everySecs = null, everySteps = null }: SecondOrStepTimerOptions) {
    if (everySecs === null && everySteps === null) {
      throw new RangeError('Either everySecs or everySteps should be provided.');
    }
    if (everySecs !== null && everySteps !== null) {
      throw new RangeError('Can not provide both everySecs and everySteps.');
    }
    this.#everySecs = everySecs;
    this.#everySteps = everySteps;
  }

  reset(): void {
    this.#lastStep = null;
    this.#lastTime = 0;
  }

  /** Whether it is due at a step: at the first one that it is asked about, and never twice at one. */
  shouldTriggerForStep(step: number): boolean {
    if (this.#lastStep === null) return true;
    if (this.#lastStep === step) return false;
    if (this.#everySecs !== null) return performance.now() >= this.#lastTime + this.#everySecs * 1000;
    return step >= this.#lastStep + this.#everySteps!;
  }

  /** Counts anew from a step. @returns seconds and steps since the time before; null twice at the first. */
  updateLastTriggeredStep(step: number): [elapsedSecs: number, elapsedSteps: number] | [null, null] {
    const now = performance.now();
    const before = this.#lastStep;
    const elapsed = (now - this.#lastTime) / 1000;
    this.#lastStep = step;
    this.#lastTime = now;
    return before === null ? [null, null] : [elapsed, step - before];
  }

  /** The step of the last time, or null. */
  lastTriggeredStep(): number | null {
    return this.#lastStep;
  }
}
