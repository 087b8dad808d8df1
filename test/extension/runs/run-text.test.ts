import { describe, expect, it } from 'vitest';
import {
  agoText,
  durationText,
  rateText,
  runDescription,
  runFacts,
  sizeText,
} from '../../../extension/runs/tree/run-text.ts';
import { aRun, live } from './run-record.ts';

const now = 1_700_000_000_000 + 10 * 60_000;
const scalars = {
  'train/Accuracy': { step: 1200, value: 0.9123456 },
  'train/Loss': { step: 1200, value: 0.31 },
};

describe('the row of a run', () => {
  it.each([
    [{ ...live, step: 1200, total: 20_000, scalars }, 'step 1,200 of 20,000 · Loss 0.31 · 24/s'],
    [{ ...live, step: 1200, total: null, scalars: {}, stepsPerSecond: 0.256 }, 'step 1,200 · 0.26/s'],
    [{ ...live, state: 'starting', step: null, stepsPerSecond: null }, 'starting'],
    [{ ...live, state: 'stopping', total: 20_000 }, 'stopping after this step · step 1,000 of 20,000 · 24/s'],
    [{ state: 'completed', scalars }, 'Accuracy 0.9123 · completed 9 minutes ago'],
    [{ state: 'stopped', step: 17, total: 50 }, 'stopped 9 minutes ago · step 17 of 50'],
    [{ state: 'failed', step: 3, total: 50, scalars, fault: 'Shapes differ.' }, 'failed 9 minutes ago · step 3 of 50'],
    [{ state: 'killed', step: null, endedAt: null }, 'killed 10 minutes ago'],
  ] as const)('%# says %j', (change, text) => {
    expect(runDescription(aRun('a', change), now)).toBe(text);
  });

  it('says where a run is trained in another window', () => {
    expect(runDescription(aRun('a', { ...live, step: 1, total: 2 }), now, true)).toMatch(/ · in another window$/);
  });
});

it('tells a run’s facts in order, and leaves out what is not known', () => {
  const facts = runFacts(
    aRun('a', { scalars, fault: 'Shapes differ.', exitCode: 1, device: null, state: 'failed' }),
    now,
  );
  expect(Object.fromEntries(facts)).toMatchObject({
    State: 'failed',
    Fault: 'Shapes differ.',
    'Exit code': '1',
    Step: '1,000 of 1,000',
    Duration: '1 min',
    'train/Loss': '0.31',
    Model: '/project/digits.ts',
    Events: '/project/runs/digits/a',
  });
  expect(facts.map(([name]) => name)).not.toContain('Device');
});

it.each([
  [0, 'just now'],
  [-5000, 'just now'],
  [61_000, '1 minute ago'],
  [3 * 3_600_000, '3 hours ago'],
  [40 * 86_400_000, '1 month ago'],
  [800 * 86_400_000, '2 years ago'],
])('calls %d ms "%s"', (ms, text) => {
  expect(agoText(now - ms, now)).toBe(text);
});

it('writes durations, sizes and rates shortly', () => {
  expect([45_000, 200_000, 7_500_000].map(durationText)).toEqual(['45 s', '3 min 20 s', '2 h 5 min']);
  expect([999, 1500, 123_456_789, 5e13].map(sizeText)).toEqual(['999 bytes', '1.5 KB', '123 MB', '50.0 TB']);
  expect([0.123, 5.67, 1234.5].map(rateText)).toEqual(['0.12', '5.7', '1,235']);
});
