/** Assert: fails the run, with the values given along, unless the condition holds. */

import { KernelFault } from '../fault.ts';
import type { HostFunction } from './host-function.ts';
import { summarize } from './summarize.ts';

export const assertTrue: HostFunction<'Assert'> = (call, [condition, ...values]) => {
  if (condition.data[0]) return [];
  const shown = values.map((value) => `[${summarize(value, call.summarize)}]`);
  throw new KernelFault(`assertion failed: ${shown.join(' ')}`);
};
