/** Print: one line on stderr. */

import { writeSync } from 'node:fs';
import type { HostFunction } from './host-function.ts';
import { summarize } from './summarize.ts';

const STDERR = 2;

/** Where lines go; a test puts its own here. */
export const printer = {
  write(line: string): void {
    // Written at once, so that the line is there even if the process dies in the same step.
    try {
      writeSync(STDERR, line);
    } catch {
      process.stderr.write(line);
    }
  },
};

export const print: HostFunction<'Print'> = (call, inputs, { store }) => {
  if (call.firstN >= 0 && store.count(`Print ${call.state}`) >= call.firstN) return [];
  printer.write(`${call.message}${inputs.map((input) => `[${summarize(input, call.summarize)}]`).join('')}\n`);
  return [];
};
