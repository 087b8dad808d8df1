/** The global step as hooks read it. A variable that is fetched gives its contents at the end of the run. */

import { getGlobalStep } from '../../train/index.ts';
import { MonitoredSessionError } from '../run-error.ts';

export type GlobalStepElement = NonNullable<ReturnType<typeof getGlobalStep>>;

/** That of the default graph. @throws MonitoredSessionError where it has none. */
export function requireGlobalStep(hook: string): GlobalStepElement {
  const found = getGlobalStep();
  if (found) return found;
  throw new MonitoredSessionError(
    `Global step should be created to use ${hook}: call tf.train.getOrCreateGlobalStep() and give it to minimize().`,
  );
}
