/** What a summaries page is told of its runs: what the reader found, with the state of the process that writes them. Pure. */

import { isAbsolute, relative, resolve } from 'node:path';
import type { RunInfo, RunState } from '../../webview/protocol.ts';
import type { LogSource, ReaderRun } from '../reader/protocol.ts';
import type { RunRecord, RunRecordState } from '../runs/run-record.ts';
import { folderOfRun } from './log-sources.ts';

const shownStates = {
  starting: 'running',
  running: 'running',
  stopping: 'stopping',
  completed: 'completed',
  stopped: 'stopped',
  failed: 'failed',
  killed: 'killed',
  // Nobody saw how it ended.
  interrupted: null,
} as const satisfies Record<RunRecordState, RunState | null>;

export function runInfos(
  runs: readonly ReaderRun[],
  sources: readonly LogSource[],
  records: readonly RunRecord[],
): readonly RunInfo[] {
  return runs.map((run) => {
    const record = recordOfRun(run.id, sources, records);
    return { ...run, state: record === undefined ? null : shownStates[record.state] };
  });
}

/** The training that writes a run: the one with the deepest log folder around it, and the newest of those. */
export function recordOfRun(
  run: string,
  sources: readonly LogSource[],
  records: readonly RunRecord[],
): RunRecord | undefined {
  const folder = folderOfRun(sources, run);
  if (folder === undefined) return undefined;
  let best: RunRecord | undefined;
  for (const record of records) {
    if (!isWithin(folder, record.logFolder)) continue;
    const depth = resolve(record.logFolder).length - resolve(best?.logFolder ?? '/').length;
    if (best === undefined || depth > 0 || (depth === 0 && record.startedAt > best.startedAt)) best = record;
  }
  return best;
}

function isWithin(folder: string, outer: string): boolean {
  const path = relative(outer, folder);
  return !path.startsWith('..') && !isAbsolute(path);
}
