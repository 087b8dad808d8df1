/** Comparisons of many generated programs, by their seeds. */

import { analyze, type Diagnostic } from '../../../engine/analysis/index.ts';
import { compareWithRun, describe } from './compare.ts';
import { generateProgram } from './generator/program.ts';
import { Random } from './generator/random.ts';
import { memoryHost } from './memory-host.ts';
import { mutantsOf } from './mutants.ts';
import { runReally, surroundings } from './real-run.ts';

export async function compareAll(from: number, count: number) {
  const faults: string[] = [];
  let [tensors, known] = [0, 0];
  for (let seed = from; seed < from + count; seed++) {
    const comparison = await compareWithRun(generateProgram(seed));
    faults.push(...comparison.faults.map((fault) => `program ${seed}: ${fault}`));
    tensors += comparison.tensors;
    known += comparison.known;
  }
  return { faults, tensors, known };
}

export async function mutateAll(from: number, count: number, each: number) {
  const falseErrors: string[] = [];
  let [mutants, failing, found, atLine] = [0, 0, 0, 0];
  for (let seed = from; seed < from + count; seed++) {
    const program = generateProgram(seed);
    for (const { files, change } of mutantsOf(program, new Random(seed + 1e6), each)) {
      const errors = errorsOf(files, (crash) => falseErrors.push(`program ${seed}, ${change}: ${crash}`));
      const failures = await failuresOf(files, program.hasUnknown);
      mutants++;
      // What fails in one branch alone is an error too: nothing that comes there succeeds.
      if (failures.every((failure) => failure === undefined)) {
        falseErrors.push(...errors.map((error) => `program ${seed}, ${change}: ${describe(error, { files })}`));
        continue;
      }
      failing++;
      if (errors.length > 0) found++;
      const lines = errors.map(({ range }) => files[range.file].slice(0, range.start).split('\n').length);
      if (failures.some((failure) => failure && lines.includes(failure.line))) atLine++;
    }
  }
  return { falseErrors, mutants, failing, found, atLine };
}

function errorsOf(files: Readonly<Record<string, string>>, onCrash: (stack: string) => void): readonly Diagnostic[] {
  try {
    return analyze('model.ts', memoryHost(files)).diagnostics.filter(({ severity }) => severity === 'error');
  } catch (error) {
    onCrash((error as Error).stack ?? String(error));
    return [];
  }
}

interface Failure {
  readonly line: number;
}

/** Where a program fails when it is run, or undefined where it does not: for each of what may be around it. */
async function failuresOf(
  files: Readonly<Record<string, string>>,
  hasUnknown: boolean,
): Promise<(Failure | undefined)[]> {
  const failures: (Failure | undefined)[] = [];
  for (const around of hasUnknown ? surroundings : surroundings.slice(0, 1)) {
    try {
      await runReally(files, around);
      failures.push(undefined);
    } catch (error) {
      // The engine puts two lines before the body of a function that it makes of text.
      failures.push({ line: Number(/<anonymous>:(\d+):\d+/.exec((error as Error).stack ?? '')?.[1] ?? 0) - 2 });
    }
  }
  return failures;
}
