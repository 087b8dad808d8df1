/** What a row of the Runs view says about a run, as plain text. Pure. */

import { scalarText, wholeNumber } from '../../value-text.ts';
import { liveStates, type RunRecord, type RunRecordState } from '../run-record.ts';

export const stateText = {
  starting: 'starting',
  running: 'running',
  stopping: 'stopping after this step',
  completed: 'completed',
  stopped: 'stopped',
  failed: 'failed',
  killed: 'killed',
  interrupted: 'interrupted',
} as const satisfies Record<RunRecordState, string>;

/** `step 1,200 of 20,000 · Loss 0.31 · 24/s`, or what came of it and how long ago it ended. */
export function runDescription(run: RunRecord, now: number, elsewhere = false): string {
  const parts = liveStates.has(run.state) ? liveParts(run, elsewhere) : endedParts(run, now);
  return parts.filter((part) => part !== undefined).join(' · ');
}

function liveParts(run: RunRecord, elsewhere: boolean): (string | undefined)[] {
  return [
    run.state === 'running' && run.step !== null ? undefined : stateText[run.state],
    stepText(run),
    mainScalar(run, [/loss|cost|error/i, /acc/i]),
    run.stepsPerSecond === null ? undefined : `${rateText(run.stepsPerSecond)}/s`,
    elsewhere ? 'in another window' : undefined,
  ];
}

function endedParts(run: RunRecord, now: number): (string | undefined)[] {
  const end = `${stateText[run.state]} ${agoText(run.endedAt ?? run.startedAt, now)}`;
  // In a narrow view only the beginning shows, and the icon says how it ended.
  const result = run.state === 'failed' ? undefined : mainScalar(run, [/acc/i, /loss|cost|error/i]);
  return run.state === 'completed' ? [result, end] : [end, stepText(run), result];
}

export function stepText({ step, total }: RunRecord): string | undefined {
  if (step === null) return undefined;
  return `step ${wholeNumber(step)}${total === null ? '' : ` of ${wholeNumber(total)}`}`;
}

/** The scalar that people look at first: by the patterns in their order, else the first there is. */
function mainScalar(run: RunRecord, patterns: readonly RegExp[]): string | undefined {
  const tags = Object.keys(run.scalars);
  const tag = patterns.map((pattern) => tags.find((name) => pattern.test(name))).find(Boolean) ?? tags[0];
  const point = tag === undefined ? undefined : run.scalars[tag];
  if (tag === undefined || point === undefined) return undefined;
  return `${(tag.split('/').at(-1) ?? tag).slice(0, 40)} ${scalarText(point.value)}`;
}

export function rateText(perSecond: number): string {
  if (perSecond >= 10) return wholeNumber(perSecond);
  return String(Number(perSecond.toPrecision(2)));
}

const units = [
  [60_000, 1000, 'second'],
  [3_600_000, 60_000, 'minute'],
  [86_400_000, 3_600_000, 'hour'],
  [30 * 86_400_000, 86_400_000, 'day'],
  [365 * 86_400_000, 30 * 86_400_000, 'month'],
  [Number.POSITIVE_INFINITY, 365 * 86_400_000, 'year'],
] as const;

/** `5 minutes ago`; a clock that was set back is no reason to speak of the future. */
export function agoText(then: number, now: number): string {
  const ms = Math.max(0, now - then);
  if (ms < 10_000) return 'just now';
  const [, unitMs, unit] = units.find(([below]) => ms < below) ?? units[5];
  const count = Math.floor(ms / unitMs);
  return `${count} ${unit}${count === 1 ? '' : 's'} ago`;
}

/** `45 s`, `3 min 20 s`, `2 h 5 min`. */
export function durationText(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return join(`${minutes} min`, seconds % 60, 's');
  return join(`${Math.floor(minutes / 60)} h`, minutes % 60, 'min');
}

const join = (whole: string, rest: number, unit: string) => (rest === 0 ? whole : `${whole} ${rest} ${unit}`);

export function sizeText(bytes: number): string {
  const units = ['bytes', 'KB', 'MB', 'GB', 'TB'];
  let size = bytes;
  let unit = 0;
  for (; size >= 1000 && unit < units.length - 1; unit++) size /= 1000;
  return `${unit === 0 || size >= 100 ? Math.round(size) : size.toFixed(1)} ${units[unit]}`;
}

/** The lines of a run's tooltip, as name and value; the values come from files and models, and are only text. */
export function runFacts(run: RunRecord, now: number, elsewhere = false): [name: string, value: string][] {
  const facts: [string, string | undefined][] = [
    ['State', stateText[run.state] + (elsewhere ? ', in another window' : '')],
    ['Fault', run.fault ?? undefined],
    ['Exit code', run.exitCode === null || run.exitCode === 0 ? undefined : String(run.exitCode)],
    ['Step', stepText(run)?.replace(/^step /, '')],
    ['Speed', run.stepsPerSecond === null ? undefined : `${rateText(run.stepsPerSecond)} steps a second`],
    ['Left', run.etaSeconds === null || run.endedAt !== null ? undefined : durationText(run.etaSeconds * 1000)],
    ['Started', new Date(run.startedAt).toLocaleString()],
    ['Duration', durationText((run.endedAt ?? now) - run.startedAt)],
    ['Device', run.device ?? undefined],
    ...Object.entries(run.scalars)
      .slice(0, 8)
      .map(([tag, { value }]): [string, string] => [tag, scalarText(value)]),
    ['Model', run.file],
    ['Events', run.logFolder],
  ];
  return facts.filter((fact): fact is [string, string] => fact[1] !== undefined);
}
