/** Runs a method in JavaScript and on what the analysis knows of the same values, and holds the one against the other. */

import { expect } from 'vitest';
import { ThrowSignal } from '../../../engine/analysis/interpreter/index.ts';
import type { Value } from '../../../engine/analysis/values/index.ts';
import { admits, isPrecise } from './admits.ts';
import { type Blurred, seen } from './blurring.ts';
import type { TestMachine } from './test-machine.ts';

interface Outcome<T> {
  readonly result: T | undefined;
  readonly fault: unknown;
}

function outcomeOf<T>(run: () => T): Outcome<T> {
  try {
    return { result: run(), fault: undefined };
  } catch (fault) {
    return { result: undefined, fault };
  }
}

/** Calls `self[name](...args)` both ways. What the analysis says must hold; all of it is known where everything is. */
export function holdAgainst(self: Blurred, name: PropertyKey, args: readonly Blurred[], machine: TestMachine): void {
  const views = [self, ...args].map((each) => seen(each, machine));
  const sizes = new Map(views.flatMap((view) => [...view.sizes]));
  const [value, ...values] = views.map((view) => view.value);
  const copy = Array.isArray(self.real) ? [...self.real] : self.real;
  const reals = args.map(({ real }) => real);
  const real = outcomeOf(() => (copy as Record<PropertyKey, (...all: unknown[]) => unknown>)[name](...reals));
  const ours = outcomeOf(() => machine.method(value, name as string, values));
  const isKnown = [self, ...args].every(({ blur }) => blur === 'known');
  if (ours.fault !== undefined) {
    if (!(ours.fault instanceof ThrowSignal)) throw ours.fault;
    expect(real.fault, 'throws where JavaScript does not').toBeDefined();
    return;
  }
  if (real.fault !== undefined) {
    expect(isKnown, 'does not throw where JavaScript does').toBe(false);
    return;
  }
  const result = ours.result as Value;
  expect(admits(result, real.result, sizes), `${String(name)} gives something else`).toBe(true);
  expect(admits(value, copy, sizes), `${String(name)} leaves something else`).toBe(true);
  if (isKnown) expect(isPrecise(result), `${String(name)} is not sure`).toBe(true);
}
