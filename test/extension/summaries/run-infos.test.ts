import { expect, test } from 'vitest';
import { newRunRecord, type RunRecord } from '../../../extension/runs/run-record.ts';
import { recordOfRun, runInfos } from '../../../extension/summaries/run-infos.ts';

const sources = [{ id: 's', folder: '/logs/digits', name: 'digits' }];

const begun = newRunRecord({
  id: 'r',
  name: 'digits',
  file: '/model/digits.ts',
  logFolder: '/logs/digits',
  startedAt: 1,
});
const record = (changes: Partial<RunRecord>): RunRecord => ({ ...begun, state: 'completed', ...changes });

const run = { id: 's/train', name: 'train', startTime: 5, group: '' };

test.each([
  ['starting', 'running'],
  ['running', 'running'],
  ['stopping', 'stopping'],
  ['completed', 'completed'],
  ['stopped', 'stopped'],
  ['failed', 'failed'],
  ['killed', 'killed'],
  ['interrupted', null],
] as const)('a run that is %s is shown as %s', (state, shown) => {
  expect(runInfos([run], sources, [record({ state })])).toEqual([{ ...run, state: shown }]);
});

test('a run that no training here wrote has no state', () => {
  expect(runInfos([run], sources, [record({ logFolder: '/logs/digits-2' })])).toEqual([{ ...run, state: null }]);
  expect(runInfos([run], sources, [])).toEqual([{ ...run, state: null }]);
});

test('the training whose folder is nearest around the run is its own', () => {
  const outer = record({ id: 'outer' });
  const inner = record({ id: 'inner', logFolder: '/logs/digits/train' });
  expect(recordOfRun('s/train', sources, [outer, inner])?.id).toBe('inner');
  expect(recordOfRun('s/train', sources, [inner, outer])?.id).toBe('inner');
  expect(recordOfRun('s/eval', sources, [inner, outer])?.id).toBe('outer');
});

test('of trainings into one folder, the newest counts', () => {
  const old = record({ id: 'old', startedAt: 1 });
  const current = record({ id: 'new', startedAt: 2 });
  expect(recordOfRun('s', sources, [old, current])?.id).toBe('new');
  expect(recordOfRun('s', sources, [current, old])?.id).toBe('new');
});
