import { expect, test } from 'vitest';
import { RestartBudget } from '../../../extension/reader-client/restart-budget.ts';

test('the third end within the window is the last', () => {
  const budget = new RestartBudget(3, 60_000);
  expect(budget.noteEnd(0)).toBe(true);
  expect(budget.noteEnd(10_000)).toBe(true);
  expect(budget.noteEnd(20_000)).toBe(false);
  expect(budget.allows(59_999)).toBe(false);
});

test('ends are forgotten after the window', () => {
  const budget = new RestartBudget(3, 60_000);
  for (const time of [0, 1000, 2000]) budget.noteEnd(time);
  expect(budget.allows(60_000)).toBe(true);
  expect(budget.noteEnd(60_500)).toBe(false);
  expect(budget.noteEnd(200_000)).toBe(true);
});
