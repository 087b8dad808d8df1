/** Records for the tests of the Runs view. */

import type { RunRecord } from '../../../extension/runs/run-record.ts';

export function aRun(id: string, change: Partial<RunRecord> = {}): RunRecord {
  return {
    id,
    name: `digits ${id}`,
    file: '/project/digits.ts',
    logFolder: `/project/runs/digits/${id}`,
    state: 'completed',
    startedAt: 1_700_000_000_000,
    endedAt: 1_700_000_060_000,
    pid: 4000,
    step: 1000,
    total: 1000,
    stepsPerSecond: 24,
    etaSeconds: null,
    scalars: {},
    device: '/cpu:0',
    eventFiles: [],
    checkpoints: [],
    exitCode: 0,
    fault: null,
    ...change,
  };
}

export const live = { state: 'running', endedAt: null } as const;
