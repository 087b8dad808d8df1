// Tables, for a terminal and for Markdown, and the numbers in them.

import { inUnit, isTimed, type Measured, ratioTo, type WorkloadResult, whyNot } from '../results.ts';
import { summarize } from '../statistics.ts';

export interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** The columns before this one are text; this one and those after it are numbers, to the right. */
  readonly numbersFrom: number;
}

export function workloadTable({ workload, measured }: WorkloadResult): Table {
  return {
    head: ['', 'threads', `median ${workload.unit}`, 'best', 'spread', 'Tensorloom is'],
    rows: measured.map((each) => {
      const name = [each.peer.title, 'cannot' in each.outcome ? '' : String(each.threads)];
      if (!isTimed(each)) return [...name, '', '', '', whyNot(each.outcome)];
      const { median, best, spread } = summarize(each.outcome.times);
      return [
        ...name,
        significant(inUnit(workload, median)),
        significant(inUnit(workload, best)),
        `± ${(100 * spread).toFixed(0)} %`,
        isOwn(each) ? '' : times(ratioTo(each, measured)),
      ];
    }),
    numbersFrom: 1,
  };
}

function isOwn({ peer }: Measured): boolean {
  return peer.from === 'here';
}

export function times(ratio: number | undefined): string {
  return ratio === undefined ? '' : `${significant(ratio)}×`;
}

/** Three digits, without an exponent: 0.0123, 1.23, 12.3, 123, 12,345. */
export function significant(value: number): string {
  if (value >= 1000) return Math.round(value).toLocaleString('en-US');
  const digits = value === 0 ? 2 : Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
  return value.toFixed(digits);
}

/** Text in a last column of numbers (a reason) stands to the left and makes the column no wider. */
export function asText({ head, rows, numbersFrom }: Table): string {
  const last = head.length - 1;
  const isReason = (cell: string, column: number) => column === last && /\s/.test(cell) && cell !== head[last];
  const widths = head.map((_, column) =>
    Math.max(...[head, ...rows].map((row) => (isReason(row[column], column) ? 0 : row[column].length))),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) =>
        column < numbersFrom || isReason(cell, column) ? cell.padEnd(widths[column]) : cell.padStart(widths[column]),
      )
      .join('  ')
      .trimEnd();
  return [head, ...rows].map(line).join('\n');
}

export function asMarkdown({ head, rows, numbersFrom }: Table): string {
  const escaped = (cell: string) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ');
  const line = (row: readonly string[]) => `| ${row.map(escaped).join(' | ')} |`;
  const rule = head.map((_, column) => (column < numbersFrom ? '---' : '---:'));
  return [line(head), line(rule), ...rows.map(line)].join('\n');
}
