/** Runs programs of the corpus for real, one after the other in one process: as this file's own main, a child. */

import { type ChildProcess, fork } from 'node:child_process';
import { registerHooks } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describeFault, framesOf, userPlace } from '../../engine/runner/fault.ts';
import type { Place } from '../../engine/runner/protocol.ts';
import type { Edited } from './find-problems.ts';

export interface ProgramToRun {
  readonly file: string;
  /** Texts that stand for files of the program. */
  readonly edited?: Edited;
}

export interface Failure {
  readonly name: string;
  readonly message: string;
  /** What the failure names of the program: the lines of its stack, and the operation at fault. */
  readonly places: readonly Place[];
}

/** What became of each program: undefined where it ran to its end. */
export type Outcomes = ReadonlyMap<ProgramToRun, Failure | undefined>;

/** @param scratch - The folder that the programs run in and may write to. */
export async function runPrograms(programs: readonly ProgramToRun[], scratch: string): Promise<Outcomes> {
  const child = fork(fileURLToPath(import.meta.url), { cwd: scratch, execArgv: [], serialization: 'advanced' });
  try {
    return await outcomesOf(child, programs);
  } finally {
    child.kill();
  }
}

function outcomesOf(child: ChildProcess, programs: readonly ProgramToRun[]): Promise<Outcomes> {
  return new Promise((resolve, reject) => {
    const outcomes = new Map<ProgramToRun, Failure | undefined>();
    const next = () => programs[outcomes.size] as ProgramToRun;
    child.on('message', ({ failure }: Report) => {
      outcomes.set(next(), failure);
      if (outcomes.size === programs.length) resolve(outcomes);
    });
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      reject(new Error(`The process that runs the corpus ended (${signal ?? code}) while it ran ${next()?.file}.`));
    });
    child.send(programs);
  });
}

/** One a program, in their order. */
interface Report {
  readonly failure: Failure | undefined;
}

if (process.send && process.argv[1] === fileURLToPath(import.meta.url)) runAsChild();

function runAsChild(): void {
  // As the runner does: the user's line lies below many of the engine's.
  Error.stackTraceLimit = 100;
  // What programs print is nobody's here.
  process.stdout.write = () => true;
  process.stderr.write = () => true;
  let unhandled: unknown;
  process.on('unhandledRejection', (reason) => {
    unhandled ??= reason;
  });
  process.on('disconnect', () => process.exit());
  process.once('message', async (programs: readonly ProgramToRun[]) => {
    const tf = await import('tensorloom');
    importEdited(programs);
    for (const [index, { file }] of programs.entries()) {
      tf.resetDefaultGraph();
      unhandled = undefined;
      const thrown = await import(`${pathToFileURL(file)}?program=${index}`).then(
        () => undefined,
        (error: unknown) => error ?? new Error('undefined was thrown'),
      );
      // Runs that were not awaited come to their end.
      await new Promise((resolve) => setTimeout(resolve, 5));
      const fault = thrown ?? unhandled;
      process.send?.({ failure: fault === undefined ? undefined : failureOf(fault) } satisfies Report);
    }
  });
}

/** Modules of the program whose number their URL carries are loaded with its texts. */
function importEdited(programs: readonly ProgramToRun[]): void {
  const editedFor = (url: string | undefined): Edited | undefined => {
    const index = url && new URL(url).searchParams.get('program');
    return index ? programs[Number(index)]?.edited : undefined;
  };
  registerHooks({
    resolve(specifier, context, next) {
      const found = next(specifier, context);
      const isEdited = found.url.startsWith('file:') && editedFor(context.parentURL)?.has(fileURLToPath(found.url));
      return isEdited ? { ...found, url: found.url + new URL(context.parentURL as string).search } : found;
    },
    load(url, context, next) {
      const source = url.startsWith('file:') ? editedFor(url)?.get(fileURLToPath(url)) : undefined;
      if (source === undefined) return next(url, context);
      return { format: url.includes('.ts?') ? 'module-typescript' : 'module', source, shortCircuit: true };
    },
  });
}

function failureOf(fault: unknown): Failure {
  const { name, message, place, operation } = describeFault(fault);
  const frames = fault instanceof Error ? framesOf(fault) : [];
  const places = [place, operation?.place, ...frames.map((frame) => userPlace([frame]))];
  return { name, message, places: places.filter((each) => each !== undefined).map(withoutNumber) };
}

function withoutNumber(place: Place): Place {
  return { ...place, file: place.file.replace(/\?program=\d+$/, '') };
}
