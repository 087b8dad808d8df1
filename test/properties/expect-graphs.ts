/** The expectations that every share of the random graphs has. */

import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { type Counts, oftenChecked } from '../conformity/evidence.ts';
import { readEvidence } from '../conformity/page.ts';
import type { Outcomes } from './check-many.ts';

const program = fileURLToPath(new URL('run-many.ts', import.meta.url));
const endWithParent = new URL('../../scripts/end-with-parent.mjs', import.meta.url).href;

async function outcomesOf(first: number, count: number): Promise<Outcomes> {
  const child = spawn(process.execPath, ['--import', endWithParent, program, `${first}`, `${count}`], {
    stdio: ['ignore', 'pipe', 'inherit', 'pipe'],
  });
  const printed = await text(child.stdout!);
  const { steps, slopes, ...rest } = JSON.parse(printed.trim().split('\n').at(-1)!);
  return { ...rest, steps: new Map(steps), slopes: new Map(slopes) };
}

export async function expectGraphs(first: number, count: number): Promise<void> {
  const { faults, steps, slopes, evidence } = await outcomesOf(first, count);
  expect(faults).toEqual([]);
  const same = slopes.get('same') ?? 0;
  const corners = slopes.get('corner') ?? 0;
  // Half of all graphs are smooth. Most of these have slopes, and seldom is one at a corner.
  expect(same).toBeGreaterThan(count * 0.3);
  expect(slopes.get('none') ?? 0).toBeLessThan(count * 0.2);
  expect(corners).toBeLessThan(same * 0.03);
  // What the documentation says of all of them is still so of a share.
  const recorded = readEvidence().engine;
  for (const check of ['shapes', 'forward', 'gradients'] as const) {
    const missing = (found: Counts) => oftenChecked(recorded, check, count).filter((cell) => !(found[cell] > 0));
    expect({ check, missing: missing(evidence[check]) }).toEqual({ check, missing: [] });
  }
  expect([...steps.values()].reduce((a, b) => a + b, 0)).toBeGreaterThan(count * 2);
}
