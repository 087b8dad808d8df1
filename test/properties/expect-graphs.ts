/** The expectations that every share of the random graphs has. */

import { expect } from 'vitest';
import { checkMany } from './check-many.ts';

export async function expectGraphs(first: number, count: number): Promise<void> {
  const { faults, steps, slopes } = await checkMany(first, count);
  expect(faults).toEqual([]);
  const same = slopes.get('same') ?? 0;
  const corners = slopes.get('corner') ?? 0;
  // A good part of all graphs has slopes, and seldom is one at a corner.
  expect(same).toBeGreaterThan(count * 0.25);
  expect(corners).toBeLessThan(same * 0.03);
  expect([...steps.values()].reduce((a, b) => a + b, 0)).toBeGreaterThan(count * 2);
}
