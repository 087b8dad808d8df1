/** The points of a chart as CSV and JSON. Pure text. */

import type { ScalarColumns } from '../store/scalar-columns.ts';
import type { ChartRun } from './chart-lines.ts';

export interface ExportedRun extends Pick<ChartRun, 'name'> {
  readonly series: ScalarColumns;
}

/** As TensorBoard's columns, after the run's name. */
export function csvOf(runs: readonly ExportedRun[]): string {
  const lines = ['Run,Wall time,Step,Value'];
  for (const { name, series } of runs) {
    const run = csvField(name);
    for (let i = 0; i < series.length; i++) {
      lines.push(`${run},${series.wallTimes[i]},${series.steps[i]},${series.values[i]}`);
    }
  }
  return `${lines.join('\r\n')}\r\n`;
}

/** Quoted where it must be; a name that a spreadsheet would take for a formula is made text. */
export function csvField(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Each run's points as TensorBoard's triples: wall time, step, value. JSON has no NaN or ∞: those are strings. */
export function jsonOf(tag: string, runs: readonly ExportedRun[]): string {
  const number = (value: number) => (Number.isFinite(value) ? value : String(value));
  return JSON.stringify({
    tag,
    runs: runs.map(({ name, series }) => ({
      run: name,
      points: Array.from({ length: series.length }, (_, i) => [
        number(series.wallTimes[i]!),
        number(series.steps[i]!),
        number(series.values[i]!),
      ]),
    })),
  });
}
