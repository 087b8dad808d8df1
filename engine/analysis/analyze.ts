/** `analyze`: a model file's text in; graph, shapes and diagnostics out. Runs nothing of the file. */

import type { Diagnostic } from './diagnostic.ts';
import type { AnalysisHost } from './host.ts';
import { EndOfAnalysis, Interpreter, ThrowSignal } from './interpreter/index.ts';
import { withLibrary } from './library.ts';
import type { Program } from './program/program.ts';
import { Recorder } from './program/recorder.ts';
import { checkProgram } from './rules/index.ts';
import type { ts } from './syntax.ts';

export interface AnalyzeOptions {
  /** Steps of interpretation. What lies beyond is not analysed, and nothing is said of it. Default 1,000,000. */
  readonly fuel?: number;
  /** Trees of files that were parsed before, used and replaced: only what changed is parsed anew. */
  readonly trees?: Map<string, ts.SourceFile>;
}

export interface Analysis {
  readonly program: Program;
  /** Of all files interpreted, by file and place: what came up while interpreting, and what the rules found. */
  readonly diagnostics: readonly Diagnostic[];
  /** False for a file that does not import `tensorloom`, itself or through others: nothing is said of it. */
  readonly isModel: boolean;
  /** Nobody waited for the result any more: it is not whole. */
  readonly isCancelled: boolean;
}

/** Ten times what large model files take; endless programs end here, within some seconds. */
const defaultFuel = 1_000_000;

/**
 * Interprets a model file and the files of the workspace that it imports. Never throws for what is in them.
 * @param file - as the host knows it
 */
export function analyze(file: string, host: AnalysisHost, options: AnalyzeOptions = {}): Analysis {
  const { fuel = defaultFuel, trees = new Map() } = options;
  const program = new Recorder(file);
  const result = (isModel: boolean, isCancelled = false): Analysis => ({
    program,
    diagnostics: isModel && !isCancelled ? sorted([...program.faults, ...checkProgram(program)]) : [],
    isModel,
    isCancelled,
  });
  return withLibrary(program, (library) => {
    const interpreter = new Interpreter(host, library, program, { fuel, trees });
    try {
      if (!interpreter.modules.reachesEngine(file)) return result(false);
      runEntry(interpreter, file);
      return result(true);
    } catch (signal) {
      program.isComplete = false;
      program.reachesEnd = false;
      if (signal instanceof EndOfAnalysis) return result(true, signal.reason === 'cancelled');
      // Nested deeper than any file that people write.
      if (signal instanceof RangeError) return result(true);
      throw signal;
    }
  });
}

function runEntry(interpreter: Interpreter, file: string): void {
  const { program } = interpreter;
  try {
    for (const [name, { value }] of interpreter.modules.run(file)) {
      if (typeof value !== 'symbol') program.exports.set(name, value);
    }
  } catch (signal) {
    if (!(signal instanceof ThrowSignal)) throw signal;
    program.reachesEnd = false;
  }
  interpreter.census.runUncalled(interpreter);
}

function sorted(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return [...diagnostics].sort(
    (a, b) =>
      (a.range.file < b.range.file ? -1 : a.range.file > b.range.file ? 1 : 0) ||
      a.range.start - b.range.start ||
      a.range.end - b.range.end,
  );
}
