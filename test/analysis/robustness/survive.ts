/**
 * A program for Node: analyses the programs of a table one after the other, in this process, and prints for each how it
 * went as a line of JSON. Whoever started it limits its memory; the last name printed is the culprit where it dies.
 */

import { analyze } from '../../../engine/analysis/index.ts';
import { memoryHost } from '../truth/memory-host.ts';
import { endlessPrograms } from './endless-programs.ts';
import { largePrograms } from './large-programs.ts';
import { strangePrograms } from './strange-programs.ts';

export interface Survival {
  readonly name: string;
  /** CPU time. */
  readonly milliseconds: number;
  /** What it threw, if anything. */
  readonly thrown?: string;
}

type Files = Readonly<Record<string, string>>;

const alone = (text: string): Files => ({ 'model.ts': text });
const tables: Readonly<Record<string, readonly (readonly [name: string, files: () => Files])[]>> = {
  large: Object.entries(largePrograms).map(([name, text]) => [name, () => alone(text())]),
  endless: Object.entries(endlessPrograms).map(([name, text]) => [name, () => alone(text)]),
  strange: Object.entries(strangePrograms).map(([name, files]) => [name, () => files]),
};

const [table, only] = process.argv.slice(2);
for (const [name, files] of tables[table].filter(([each]) => only === undefined || each === only)) {
  process.stdout.write(`${name}\n`);
  const host = memoryHost(files());
  const started = process.cpuUsage();
  let thrown: string | undefined;
  try {
    analyze('model.ts', host);
  } catch (error) {
    thrown = String((error as Error).stack ?? error);
  }
  const { user, system } = process.cpuUsage(started);
  const survival: Survival = { name, milliseconds: Math.round((user + system) / 1000), ...(thrown && { thrown }) };
  process.stdout.write(`${JSON.stringify(survival)}\n`);
}
