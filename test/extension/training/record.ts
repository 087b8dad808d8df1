import { newRunRecord, type RunRecord } from '../../../extension/runs/run-record.ts';

/** A record as a run begins with it. */
export function newRecord(change: Partial<RunRecord> = {}): RunRecord {
  const begun = newRunRecord({
    id: 'run',
    name: 'mnist 2026-01-31 09:05:00',
    file: '/w/mnist.ts',
    logFolder: '/w/runs/mnist/2026-01-31_09-05-00',
    startedAt: 0,
  });
  return { ...begun, ...change };
}
