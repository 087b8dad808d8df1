/** What a chart says to those who do not see it. Pure. */

import type { NamedLine } from './chart-lines.ts';
import { stepText, valueText } from './number-text.ts';
import type { TooltipRow } from './tooltip-rows.ts';

export const keyHelp =
  'Left and right arrow keys move over the points and read their values, Home and End go to the first and last. ' +
  'Plus and minus zoom, arrow keys with Shift pan, 0 fits the data. Enter chooses the step.';

const mostRead = 5;

export function describeChart(tag: string, lines: readonly NamedLine[]): string {
  const runs = new Set(lines.map(({ run }) => run)).size;
  if (runs === 0) return `${tag}: no points yet`;
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const line of lines) {
    const steps = line.series.steps;
    first = Math.min(first, steps[line.offset]!);
    last = Math.max(last, steps[line.offset + line.x.length - 1]!);
  }
  return `${tag}: ${runs === 1 ? '1 run' : `${runs} runs`}, steps ${stepText(first)} to ${stepText(last)}`;
}

/** The points at the cursor, those that lie at it first. */
export function cursorText(rows: readonly TooltipRow[], x: number): string {
  const at = rows.filter((row) => row.x === x);
  const step = (at[0] ?? rows[0])?.step;
  if (step === undefined) return 'No points';
  const read = at.slice(0, mostRead).map(({ name, value }) => `${name} ${valueText(value)}`);
  const more = at.length > mostRead ? `, and ${at.length - mostRead} more` : '';
  return `Step ${stepText(step)}: ${read.join(', ')}${more}`;
}
