/** What the status bar says while something trains. Pure. */

import type { RunRecord } from '../runs/run-record.ts';
import { scalarText, wholeNumber } from '../value-text.ts';
import { modelName } from './run-folder.ts';

/** Narrow, and no line breaks at it. */
const narrowSpace = '\u202f';
/** Named in the status bar; the others are counted. */
const mostNamed = 3;
const mostScalars = 8;

export function statusText(runs: readonly RunRecord[]): string {
  const [only] = runs;
  if (only === undefined) return '';
  if (runs.length === 1) return [modelName(only.file), ...progressParts(only)].join(' ').replace(/ · $/, '');
  const named = runs.slice(0, mostNamed).map((run) => [modelName(run.file), percent(run)].filter(Boolean).join(' '));
  return [`${runs.length} runs`, ...named, ...(runs.length > mostNamed ? ['…'] : [])].join(' · ');
}

function progressParts(run: RunRecord): string[] {
  const { state, step, total, stepsPerSecond, etaSeconds } = run;
  if (state === 'starting') return ['starting'];
  const steps = step === null ? '' : total === null ? wholeNumber(step) : `${wholeNumber(step)}/${wholeNumber(total)}`;
  const first = [steps, percent(run)].filter(Boolean).join(' ');
  if (state === 'stopping') return [`${first === '' ? '' : `${first} · `}stopping`];
  if (step === null) return ['running'];
  const rest = [
    stepsPerSecond === null || stepsPerSecond === 0 ? '' : speed(stepsPerSecond),
    etaSeconds === null || step === total ? '' : `${duration(etaSeconds)} left`,
  ];
  return [[first, ...rest].filter(Boolean).join(' · ')];
}

/** A line of text for each run: its name, its progress, its newest scalars. */
export function statusDetails(run: RunRecord): readonly string[] {
  const scalars = Object.entries(run.scalars);
  const shown = scalars
    .slice(0, mostScalars)
    .map(([tag, { step, value }]) => `${tag}: ${scalarText(value)} at step ${wholeNumber(step)}`);
  const more = scalars.length > mostScalars ? [`and ${scalars.length - mostScalars} more`] : [];
  return [run.name, ...progressParts(run), ...shown, ...more];
}

function percent({ step, total }: RunRecord): string {
  if (step === null || total === null || total <= 0) return '';
  // Rounded down: 100 % is the end.
  return `${Math.floor((100 * step) / total)}${narrowSpace}%`;
}

function speed(stepsPerSecond: number): string {
  if (stepsPerSecond >= 10) return `${wholeNumber(stepsPerSecond)} steps/s`;
  if (stepsPerSecond >= 1) return `${stepsPerSecond.toFixed(1)} steps/s`;
  return `${duration(1 / stepsPerSecond, 1)} a step`;
}

export function duration(seconds: number, digits = 0): string {
  if (seconds < 60) {
    const rounded = digits > 0 ? Number(seconds.toFixed(digits)) : Math.ceil(seconds);
    if (rounded < 60) return `${rounded} s`;
  }
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  return `${Math.round(hours / 24)} days`;
}
