/** Progress in words. Pure. */

import type { ChildMessage, ScalarPoint } from '../../runner/index.ts';
import { formatDuration, formatRate, formatValue } from '../table.ts';

export type Progress = Extract<ChildMessage, { type: 'progress' }>;
export type Scalars = ReadonlyMap<string, ScalarPoint['value']>;

/** `1200/20000  6%  214 steps/s  ETA 1m28s  Loss 0.31` without the bar, in parts, the most wanted first. */
export function progressParts(progress: Progress, scalars: Scalars): string[] {
  const { step, total, stepsPerSecond, etaSeconds, ended } = progress;
  const parts = [total === null ? `step ${step}` : `${step}/${total}`];
  if (stepsPerSecond > 0) parts.push(`${formatRate(stepsPerSecond)} steps/s`);
  if (etaSeconds !== null && !ended) parts.push(`ETA ${formatDuration(etaSeconds)}`);
  for (const [tag, value] of scalars) parts.push(`${tag} ${formatValue(value)}`);
  return parts;
}

/** One line of at most `width` characters. */
export function progressLine(progress: Progress, scalars: Scalars, width: number): string {
  const [count, ...rest] = progressParts(progress, scalars) as [string, ...string[]];
  let line = count;
  if (progress.total !== null) {
    const fraction = progress.total === 0 ? 1 : progress.step / progress.total;
    const cells = Math.max(8, Math.min(30, Math.floor(width / 4)));
    const full = Math.round(fraction * cells);
    line = `${'█'.repeat(full)}${'░'.repeat(cells - full)} ${String(Math.floor(fraction * 100)).padStart(3)}%  ${count}`;
  }
  for (const part of rest) {
    if (line.length + 2 + part.length > width) break;
    line += `  ${part}`;
  }
  return line.slice(0, width);
}
