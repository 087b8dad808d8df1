import type { RunRecord } from '../../../extension/runs/run-record.ts';

/** A record as a run begins with it. */
export function newRecord(change: Partial<RunRecord> = {}): RunRecord {
  return {
    id: 'run',
    name: 'mnist 2026-01-31 09:05:00',
    file: '/w/mnist.ts',
    logFolder: '/w/runs/mnist/2026-01-31_09-05-00',
    state: 'starting',
    startedAt: 0,
    endedAt: null,
    pid: null,
    step: null,
    total: null,
    stepsPerSecond: null,
    etaSeconds: null,
    scalars: {},
    device: null,
    eventFiles: [],
    checkpoints: [],
    exitCode: null,
    fault: null,
    ...change,
  };
}
