import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ChangeLimit } from '../../../extension/runs/store/change-limit.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('passes on the first change at once, and the last one for certain', () => {
  const seen: string[] = [];
  const limit = new ChangeLimit<string>(100, (key) => seen.push(key));
  for (let ms = 0; ms < 1000; ms++) {
    limit.changed('a');
    vi.advanceTimersByTime(1);
  }
  expect(seen.length).toBeGreaterThanOrEqual(10);
  expect(seen.length).toBeLessThanOrEqual(11);
  const before = seen.length;
  limit.changed('a');
  vi.advanceTimersByTime(1000);
  expect(seen.length - before).toBeGreaterThan(0);
  expect(vi.getTimerCount()).toBe(0);
});

it('limits each key by itself', () => {
  const seen: (string | undefined)[] = [];
  const limit = new ChangeLimit<string | undefined>(100, (key) => seen.push(key));
  for (const key of ['a', 'b', undefined, 'a', 'b']) limit.changed(key);
  expect(seen).toEqual(['a', 'b', undefined]);
  limit.dispose();
  vi.advanceTimersByTime(1000);
  expect(seen).toHaveLength(3);
});
