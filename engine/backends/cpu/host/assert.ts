/** Assert: fails the run, with the values given along, unless the condition holds; in a training loop it says at which step. */

import { currentStep } from '../../../graph/index.ts';
import { KernelFault } from '../fault.ts';
import type { HostFunction } from './host-function.ts';
import { summarize } from './summarize.ts';

export const assertTrue: HostFunction<'Assert'> = (call, [condition, ...values]) => {
  if (condition.data[0]) return [];
  const shown = values.map((value) => `[${summarize(value, call.summarize)}]`);
  const step = currentStep();
  const at = step === null ? '' : ` (at step ${step})`;
  throw new KernelFault(`assertion failed: ${shown.join(' ')}${at}`);
};
