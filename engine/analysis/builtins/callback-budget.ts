/**
 * Bounds how often native functions call the program's, one within another: an image of random numbers must not cost a
 * call for each pixel. What goes beyond is called once for all items.
 */

import type { Machine } from '../values/index.ts';
import { mostCalls } from './limits.ts';

/** The product of the lengths that native functions are going through at the moment. */
const underway = new WeakMap<Machine, number>();

/** Whether each of `count` items may have a call of its own here. */
export function mayCallEach(machine: Machine, count: number): boolean {
  return count <= 1 || count * (underway.get(machine) ?? 1) <= mostCalls;
}

/** Runs `body`, which calls the program's functions `count` times. */
export function callingEach<T>(machine: Machine, count: number, body: () => T): T {
  const outer = underway.get(machine) ?? 1;
  underway.set(machine, outer * Math.max(1, count));
  try {
    return body();
  } finally {
    underway.set(machine, outer);
  }
}
