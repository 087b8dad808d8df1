/** `analyze`: a model file's text in; graph, shapes and diagnostics out. Runs nothing of the file. */

import type { Diagnostic } from './diagnostic.ts';
import type { AnalysisHost } from './host.ts';
import type { Program } from './program/program.ts';
import type { ts } from './syntax.ts';

export interface AnalyzeOptions {
  /** Steps of interpretation; default 3,000,000. What lies beyond is not analysed, and nothing is said of it. */
  readonly fuel?: number;
  /** Trees of files that were parsed before, used and replaced: only what changed is parsed anew. */
  readonly trees?: Map<string, ts.SourceFile>;
}

export interface Analysis {
  readonly program: Program;
  /** Of all files interpreted, by file and place. Those of the interpretation, and those of the rules. */
  readonly diagnostics: readonly Diagnostic[];
  /** False for a file that does not import `tensorloom`, itself or through others: nothing is said of it. */
  readonly isModel: boolean;
}

export declare function analyze(file: string, host: AnalysisHost, options?: AnalyzeOptions): Analysis;
