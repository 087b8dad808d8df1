/**
 * Records to and from the text of runs.json. What is read may be old, edited by hand or damaged: a record that is no
 * record is left out, a field that cannot be is replaced, and nothing here throws but for text that is no such file.
 */

import { isRecord } from '../../plain-data.ts';
import { liveStates, maxCheckpoints, maxScalars, type RunRecord, type RunRecordState } from '../run-record.ts';

/** How many runs are remembered. The oldest that have ended go first. */
export const maxRuns = 200;

const version = 1;

/** A record and the host process that trains it, or did: whoever finds it live asks whether that still exists. */
export interface StoredRun {
  readonly record: RunRecord;
  readonly owner: number | null;
}

const states: ReadonlySet<string> = new Set<RunRecordState>([
  'starting',
  'running',
  'stopping',
  'completed',
  'stopped',
  'failed',
  'killed',
  'interrupted',
]);

export function formatRuns(runs: readonly StoredRun[]): string {
  return `${JSON.stringify({ version, runs: runs.map(({ record, owner }) => ({ ...record, owner })) }, null, 1)}\n`;
}

/** @throws where the text is not a file of runs, or one of a later version */
export function parseRuns(text: string): StoredRun[] {
  const file: unknown = JSON.parse(text);
  if (!isRecord(file) || !Array.isArray(file.runs)) throw new Error('it holds no list of runs');
  if (typeof file.version !== 'number' || file.version > version) {
    throw new Error(`its format is version ${String(file.version)}, and this Tensorloom knows up to ${version}`);
  }
  const byId = new Map<string, StoredRun>();
  for (const item of file.runs.slice(0, maxRuns * 2)) {
    const run = storedRun(item);
    if (run !== undefined && !byId.has(run.record.id)) byId.set(run.record.id, run);
  }
  return [...byId.values()];
}

function storedRun(item: unknown): StoredRun | undefined {
  if (!isRecord(item)) return undefined;
  const { id, file, logFolder, state, startedAt } = item;
  if (!isText(id) || !isText(file) || !isText(logFolder)) return undefined;
  if (typeof state !== 'string' || !states.has(state) || !isNumber(startedAt)) return undefined;
  const live = liveStates.has(state as RunRecordState);
  const record: RunRecord = {
    id,
    name: isText(item.name) ? item.name.slice(0, 500) : file,
    file,
    logFolder,
    state: state as RunRecordState,
    startedAt,
    endedAt: live ? null : (numberOf(item.endedAt) ?? startedAt),
    pid: numberOf(item.pid),
    step: numberOf(item.step),
    total: numberOf(item.total),
    stepsPerSecond: numberOf(item.stepsPerSecond),
    etaSeconds: numberOf(item.etaSeconds),
    scalars: scalarsOf(item.scalars),
    device: textOf(item.device),
    eventFiles: textsOf(item.eventFiles, maxRuns),
    checkpoints: textsOf(item.checkpoints, maxCheckpoints),
    exitCode: numberOf(item.exitCode),
    fault: textOf(item.fault),
  };
  return { record, owner: numberOf(item.owner) };
}

function scalarsOf(value: unknown): RunRecord['scalars'] {
  if (!isRecord(value)) return {};
  const entries = Object.entries(value).flatMap(([tag, point]) => {
    if (!isRecord(point) || !isNumber(point.step)) return [];
    const shown = isNumber(point.value) || isText(point.value) ? point.value : undefined;
    return shown === undefined ? [] : [[tag, { step: point.step, value: shown }] as const];
  });
  return Object.fromEntries(entries.slice(0, maxScalars));
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const numberOf = (value: unknown): number | null => (isNumber(value) ? value : null);
const textOf = (value: unknown): string | null => (isText(value) ? value : null);
const textsOf = (value: unknown, most: number): string[] =>
  Array.isArray(value) ? value.filter(isText).slice(-most) : [];
