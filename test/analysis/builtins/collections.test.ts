/** Maps and sets, after any run of calls: as JavaScript has them, and less only after a key that is not known. */

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { admits } from './admits.ts';
import { blurred, seen } from './blurring.ts';
import { TestMachine } from './test-machine.ts';

const key = fc.constantFrom<unknown>(1, 2, 'a', 'b', Number.NaN, -0, 0, null, undefined, true);
const call = (names: readonly string[]) =>
  fc.record({ name: fc.constantFrom(...names), key: blurred(key), value: fc.integer() });

it.each([
  ['Map', () => new Map(), ['set', 'set', 'set', 'get', 'has', 'delete', 'clear', 'keys', 'values', 'entries']],
  ['Set', () => new Set(), ['add', 'add', 'add', 'has', 'delete', 'clear', 'keys', 'values', 'entries']],
])('%s', (className, make, names) => {
  const machine = new TestMachine();
  fc.assert(
    fc.property(fc.array(call(names), { maxLength: 12 }), (calls) => {
      const real = make() as unknown as Record<string, (...args: unknown[]) => unknown>;
      const ours = machine.construct(className);
      const sizes = new Map<string, number>();
      for (const { name, key: given, value } of calls) {
        const { value: known, sizes: added } = seen(given, machine);
        for (const [symbol, size] of added) sizes.set(symbol, size);
        const result = machine.method(ours, name, [known, value]);
        expect(admits(result, real[name](given.real, value), sizes), name).toBe(true);
        expect(admits(machine.get(ours, 'size'), (real as unknown as Set<unknown>).size)).toBe(true);
      }
      expect(admits(ours, real, sizes)).toBe(true);
    }),
    { numRuns: 300 },
  );
});

it('answer for sure where every key is known', () => {
  const machine = new TestMachine();
  const map = machine.construct('Map');
  machine.method(map, 'set', ['a', 1]);
  machine.method(map, 'set', [Number.NaN, 2]);
  expect(machine.method(map, 'get', [Number.NaN])).toBe(2);
  expect(machine.method(map, 'has', ['b'])).toBe(false);
  expect(machine.get(map, 'size')).toBe(2);
});
