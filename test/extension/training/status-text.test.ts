import { describe, expect, it } from 'vitest';
import { duration, statusDetails, statusText } from '../../../extension/training/status-text.ts';
import { newRecord } from './record.ts';

/** Narrow spaces as plain ones. */
const plain = (text: string) => text.replaceAll('\u202f', ' ');
const running = newRecord({ state: 'running', step: 1200, total: 20_000, stepsPerSecond: 24.3, etaSeconds: 170 });

describe('the status bar', () => {
  it.each([
    [{}, 'mnist 1,200/20,000 6 % · 24 steps/s · 3 min left'],
    [{ stepsPerSecond: 2.25 }, 'mnist 1,200/20,000 6 % · 2.3 steps/s · 3 min left'],
    [{ stepsPerSecond: 0.4 }, 'mnist 1,200/20,000 6 % · 2.5 s a step · 3 min left'],
    [{ stepsPerSecond: 0, etaSeconds: null }, 'mnist 1,200/20,000 6 %'],
    [{ total: null, etaSeconds: null }, 'mnist 1,200 · 24 steps/s'],
    [{ step: 19_999 }, 'mnist 19,999/20,000 99 % · 24 steps/s · 3 min left'],
    [{ step: 20_000, etaSeconds: 0 }, 'mnist 20,000/20,000 100 % · 24 steps/s'],
    [{ step: null, total: null }, 'mnist running'],
    [{ state: 'starting', step: null, total: null }, 'mnist starting'],
    [{ state: 'stopping' }, 'mnist 1,200/20,000 6 % · stopping'],
    [{ state: 'stopping', step: null }, 'mnist stopping'],
  ] as const)('of %j says %j', (change, text) => expect(plain(statusText([{ ...running, ...change }]))).toBe(text));

  it('names a few of several runs', () => {
    const other = { ...running, file: '/w/digits.ts', step: null };
    expect(plain(statusText([running, other]))).toBe('2 runs · mnist 6 % · digits');
    expect(plain(statusText([running, other, other, other, other]))).toBe('5 runs · mnist 6 % · digits · digits · …');
  });

  it('says nothing where nothing runs', () => expect(statusText([])).toBe(''));

  it('has the newest scalars in its details, and only some of many', () => {
    const scalars = Object.fromEntries(
      Array.from({ length: 20 }, (_, i) => [`Loss${i}`, { step: 1200, value: i === 1 ? 'NaN' : 1 / 3 }]),
    );
    const details = statusDetails({ ...running, scalars }).map(plain);
    expect(details[0]).toBe(running.name);
    expect(details).toContain('Loss0: 0.3333 at step 1,200');
    expect(details).toContain('Loss1: NaN at step 1,200');
    expect(details.at(-1)).toBe('and 12 more');
  });
});

it.each([
  [0.2, '1 s'],
  [59.4, '1 min'],
  [45, '45 s'],
  [61, '1 min'],
  [3599, '1 h'],
  [3600 * 2 + 300, '2 h 5 min'],
  [3600 * 24 * 3, '3 days'],
])('%d seconds are %s', (seconds, text) => expect(duration(seconds)).toBe(text));
