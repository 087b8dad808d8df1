// The table that `npm run bench` prints, with the goals beside what was measured.

import type { Time } from './measure.ts';
import type { AnalysisReport, Latency, ServerReport, TypeCheckerReport } from './report.ts';

type Row = readonly [what: string, cpu: string, wall: string, goal: string];

export interface Reports {
  readonly large: AnalysisReport;
  /** On the large file. */
  readonly server: ServerReport;
  readonly small: AnalysisReport;
  /** On the large file. */
  readonly typeChecker: TypeCheckerReport;
}

export function printReport({ large, server, small, typeChecker }: Reports): void {
  print([
    ['', 'cpu', 'wall', 'goal'],
    [`A model file of ${large.lines} lines and ${large.operations} operations`, '', '', ''],
    times('  cold: start to first diagnostics', large.cold, 'below 1 s'),
    ...latencies(`  keystroke, of ${large.keystrokes}`, large.keystroke, 'at most 50 ms', 'at most 120 ms'),
    ...latencies('  the first 20 of them', large.early),
    times('  median near the start of the file', large.byThird.start.median),
    times('  median in its middle', large.byThird.middle.median),
    times('  median near its end', large.byThird.end.median),
    times('  of a keystroke, parsing', large.parts.parse),
    times('  of a keystroke, interpretation', large.parts.interpret),
    times('  of a keystroke, rules', large.parts.rules),
    bytes('  heap in use', large.heap),
    bytes('  the language server, at most', server.peak, 'below 200 MB'),
    [`An example of ${small.lines} lines and ${small.operations} operations`, '', '', ''],
    times('  cold: start to first diagnostics', small.cold),
    ...latencies(`  keystroke, of ${small.keystrokes}`, small.keystroke),
    ['TypeScript, the large file', '', '', ''],
    times('  cold: start to first diagnostics', typeChecker.cold),
    ...latencies(`  keystroke, of ${typeChecker.keystrokes}`, typeChecker.keystroke),
    bytes('  memory of the process', typeChecker.rss),
  ]);
}

function latencies(what: string, { median, p99 }: Latency, medianGoal = '', p99Goal = ''): Row[] {
  return [times(`${what}, median`, median, medianGoal), times(`${what}, 99th percentile`, p99, p99Goal)];
}

function times(what: string, { cpu, wall }: Time, goal = ''): Row {
  return [what, `${cpu.toFixed(1)} ms`, `${wall.toFixed(1)} ms`, goal];
}

function bytes(what: string, size: number, goal = ''): Row {
  return [what, `${(size / 1e6).toFixed(0)} MB`, '', goal];
}

function print(rows: readonly Row[]): void {
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column].length)));
  for (const [what, cpu, wall, goal] of rows) {
    console.log(
      `${what.padEnd(widths[0])}  ${cpu.padStart(widths[1])}  ${wall.padStart(widths[2])}  ${goal}`.trimEnd(),
    );
  }
}
