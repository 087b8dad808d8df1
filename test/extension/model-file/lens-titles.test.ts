import { expect, it } from 'vitest';
import { stopTitle } from '../../../extension/model-file/lens-titles.ts';
import { newRecord } from '../training/record.ts';

it.each([
  [{ state: 'starting' }, 'Stop'],
  [{ state: 'running', step: 120, total: 2000 }, 'Stop (step 120 of 2000)'],
  [{ state: 'running', step: 120 }, 'Stop (step 120)'],
  // A second stop kills.
  [{ state: 'stopping', step: 120, total: 2000 }, 'Kill (stopping)'],
] as const)('the lens of a run that is %j says %s', (change, title) =>
  expect(stopTitle(newRecord(change))).toBe(`$(debug-stop) ${title}`),
);
