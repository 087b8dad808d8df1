/**
 * `tf.train.steps`: the numbers of a training loop, which tells whoever runs the file how far it is and ends when asked
 * to. Knows no process, screen or session; without a runner it only counts.
 */

import { runDefaults, runReporter, setCurrentStep } from '../graph/index.ts';

export interface StepsOptions {
  /** The first step, for a loop that goes on from a checkpoint. Default 0. */
  readonly start?: number;
}

/**
 * The steps `start` … n − 1, one at a time. When a stop is asked for (Ctrl-C, the editor's Stop), the loop ends after
 * the step in hand, so that the lines after it (saving) still run. `tensorloom train --steps N` lets at most N through.
 * @param n - One past the last step; Infinity for a loop that only a stop or `break` ends.
 * @throws RangeError if n or start is no whole number of steps.
 */
export function steps(n: number, options: StepsOptions = {}): Iterable<number> {
  const start = options.start ?? 0;
  if (!isStepCount(start)) {
    throw new RangeError(`tf.train.steps: start is ${start}; give the number of the first step, such as 0.`);
  }
  if (!isStepCount(n) && n !== Number.POSITIVE_INFINITY) {
    throw new RangeError(`tf.train.steps(${n}): give a whole number of steps, such as 1000.`);
  }
  return { [Symbol.iterator]: () => countSteps(start, n) };
}

function* countSteps(start: number, n: number): Generator<number, void, void> {
  const reporter = runReporter();
  const end = Math.min(n, start + (runDefaults().stepsCap ?? Number.POSITIVE_INFINITY));
  reporter.loopStarted({ start, total: end === Number.POSITIVE_INFINITY ? null : end });
  const outer = setCurrentStep(start);
  try {
    for (let step = start; step < end && !reporter.stopRequested; step++) {
      setCurrentStep(step);
      yield step;
      reporter.stepsDone(step + 1);
    }
  } finally {
    // Also reached by the model's own `break`, `return` or error.
    setCurrentStep(outer);
    reporter.loopEnded();
  }
}

function isStepCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}
