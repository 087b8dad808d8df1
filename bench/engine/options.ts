// What a person may ask of the engine's benchmark.

import { parseArgs } from 'node:util';
import type { Effort } from './alternate.ts';

export const engineUsage = [
  'engine [--quick] [--workload NAME,…] [--peer NAME,…] [--output FOLDER]',
  '                           the engine beside others; NAME may be a part of a name, and --list tells them all',
].join('\n');

export interface EngineOptions {
  readonly list: boolean;
  readonly effort: Effort;
  /** Milliseconds that any one answer of a peer may take. */
  readonly limit: number;
  readonly wantsWorkload: (name: string) => boolean;
  readonly wantsPeer: (name: string) => boolean;
  /** Whether everything is measured, thoroughly: only that is worth keeping. */
  readonly complete: boolean;
  /** Where the results go; undefined for the place that they have in the repository. */
  readonly output: string | undefined;
}

const quickly: Effort = { rounds: 3, warmUp: 400, batch: 60, budget: 2000 };
const thoroughly: Effort = { rounds: 7, warmUp: 1000, batch: 250, budget: 20_000 };

/** @throws TypeError for an option that there is not. */
export function parseOptions(args: readonly string[]): EngineOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      list: { type: 'boolean', default: false },
      workload: { type: 'string', multiple: true, default: [] },
      peer: { type: 'string', multiple: true, default: [] },
      output: { type: 'string' },
    },
  });
  return {
    list: values.list,
    effort: values.quick ? quickly : thoroughly,
    limit: values.quick ? 60_000 : 180_000,
    wantsWorkload: containsAnyOf(values.workload),
    wantsPeer: containsAnyOf(values.peer),
    complete: !values.quick && values.workload.length === 0 && values.peer.length === 0,
    output: values.output,
  };
}

/** Everything contains any of nothing. */
function containsAnyOf(given: readonly string[]): (name: string) => boolean {
  const parts = given.flatMap((each) => each.split(',')).filter((part) => part !== '');
  return (name) => parts.length === 0 || parts.some((part) => name.includes(part));
}
