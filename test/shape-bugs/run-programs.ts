/** Runs programs of the corpus for real, one after the other in one process: as this file's own main, a child. */

import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describeFault, framesOf, userPlace } from '../../engine/runner/fault.ts';
import type { Place } from '../../engine/runner/protocol.ts';

export interface Failure {
  readonly name: string;
  readonly message: string;
  /** Lines of the program's own files that the failure names: of its stack, and of the operation at fault. */
  readonly places: readonly Place[];
}

/** What became of a program: undefined where it ran to its end. */
export type Outcomes = ReadonlyMap<string, Failure | undefined>;

/** @param scratch - The folder that the programs run in and may write to. */
export async function runPrograms(files: readonly string[], scratch: string): Promise<Outcomes> {
  const child = fork(fileURLToPath(import.meta.url), { cwd: scratch, execArgv: [], serialization: 'advanced' });
  try {
    return await outcomesOf(child, files);
  } finally {
    child.kill();
  }
}

function outcomesOf(child: ChildProcess, files: readonly string[]): Promise<Outcomes> {
  return new Promise((resolve, reject) => {
    const outcomes = new Map<string, Failure | undefined>();
    child.on('message', ({ file, failure }: Report) => {
      outcomes.set(file, failure);
      if (outcomes.size === files.length) resolve(outcomes);
    });
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      const next = files[outcomes.size];
      reject(new Error(`The process that runs the corpus ended (${signal ?? code}) while it ran ${next}.`));
    });
    child.send(files);
  });
}

interface Report {
  readonly file: string;
  readonly failure: Failure | undefined;
}

if (process.send && process.argv[1] === fileURLToPath(import.meta.url)) runAsChild();

function runAsChild(): void {
  // As the runner does: the user's line lies below the engine's.
  Error.stackTraceLimit = 100;
  // What programs print is nobody's here.
  process.stdout.write = () => true;
  process.stderr.write = () => true;
  let unhandled: unknown;
  process.on('unhandledRejection', (reason) => {
    unhandled ??= reason;
  });
  process.on('disconnect', () => process.exit());
  process.once('message', async (files: readonly string[]) => {
    const tf = await import('tensorloom');
    for (const file of files) {
      tf.resetDefaultGraph();
      unhandled = undefined;
      const thrown = await import(pathToFileURL(file).href).then(
        () => undefined,
        (error: unknown) => error ?? new Error('undefined was thrown'),
      );
      // Runs that were not awaited come to their end.
      await new Promise((resolve) => setTimeout(resolve, 5));
      const fault = thrown ?? unhandled;
      process.send?.({ file, failure: fault === undefined ? undefined : failureOf(fault) } satisfies Report);
    }
  });
}

function failureOf(fault: unknown): Failure {
  const { name, message, place, operation } = describeFault(fault);
  const frames = fault instanceof Error ? framesOf(fault) : [];
  const places = [place, operation?.place, ...frames.map((frame) => userPlace([frame]))];
  return { name, message, places: places.filter((each) => each !== undefined) };
}
