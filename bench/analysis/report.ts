// What the measuring processes say to the one that started them: one line of JSON.

import type { Third } from './edits.ts';
import type { Time } from './measure.ts';

export interface Latency {
  readonly median: Time;
  readonly p99: Time;
}

export interface AnalysisReport {
  /** From the start of the process to the first result. */
  readonly cold: Time;
  /** The first few keystrokes, while the program is still being compiled to machine code. */
  readonly early: Latency;
  readonly keystroke: Latency;
  readonly byThird: Readonly<Record<Third, Latency>>;
  /** Medians of the parts of a keystroke. */
  readonly parts: { readonly parse: Time; readonly interpret: Time; readonly rules: Time };
  readonly keystrokes: number;
  readonly lines: number;
  readonly operations: number;
  readonly heap: number;
}

export interface ServerReport {
  /** The most memory that the language server's process had, in bytes. */
  readonly peak: number;
}

export interface TypeCheckerReport {
  readonly cold: Time;
  readonly keystroke: Latency;
  readonly keystrokes: number;
  readonly rss: number;
  readonly heap: number;
}

export function send(report: AnalysisReport | ServerReport | TypeCheckerReport): void {
  process.stdout.write(`${JSON.stringify(report)}\n`);
}
