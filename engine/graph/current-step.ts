/** The step that a training loop of this process is at, so that an error can say when it happened. */

let current: number | null = null;

/** The step in hand of the innermost `tf.train.steps` loop, or null outside of one. */
export function currentStep(): number | null {
  return current;
}

/** Gives the step before, to set again when a loop ends. */
export function setCurrentStep(step: number | null): number | null {
  const before = current;
  current = step;
  return before;
}
