/** Methods of arrays give what JavaScript gives, and less only where less is known. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ThrowSignal } from '../../../engine/analysis/interpreter/index.ts';
import {
  type ArrayValue,
  listOfUnknownLength,
  type ObjectValue,
  SizeValue,
  sizeValue,
  unknownBoolean,
  unknownNumber,
  unknownString,
  type Value,
} from '../../../engine/analysis/values/index.ts';
import { addDims, symbol } from '../../../engine/graph/index.ts';
import { valueFrom } from './admits.ts';
import { holdAgainst } from './against-javascript.ts';
import { type Blurred, blurred, blurredArray, known } from './blurring.ts';
import { TestMachine } from './test-machine.ts';

const item = fc.oneof(
  fc.integer({ min: -3, max: 12 }),
  fc.constantFrom<unknown>('a', 'b', '', undefined, null, true, Number.NaN, -0, 1.5),
);
const items = fc.array(item, { maxLength: 8 });
const numbers = fc.array(fc.integer({ min: -5, max: 30 }), { maxLength: 8 });
const place = fc.oneof(
  fc.integer({ min: -10, max: 10 }),
  fc.constantFrom(Infinity, -Infinity, Number.NaN, 2.7, undefined as unknown as number),
);
/** Functions of an item and its index, total on what the items may be. */
const visitors = fc.constantFrom<(value: never, index: number) => unknown>(
  (value) => value,
  (value: unknown) => typeof value === 'number' && value > 3,
  (_, index) => index % 2 === 1,
  (value: unknown) => [value, value],
  () => true,
  () => false,
);
const folds = fc.constantFrom<(before: never, value: never, index: number) => unknown>(
  (before: unknown, value: unknown) => `${before}${value}`,
  (before, _, index) => [before, index],
);
const orders = fc.constantFrom<(a: number, b: number) => number>(
  (a, b) => a - b,
  (a, b) => b - a,
  () => 0,
);

interface Case {
  readonly name: string;
  readonly args: fc.Arbitrary<Blurred[]>;
  readonly list?: fc.Arbitrary<unknown[]>;
}

const none = fc.constant<Blurred[]>([]);
const someOf = (...each: fc.Arbitrary<Blurred>[]) =>
  fc.tuple(fc.tuple(...each), fc.nat({ max: each.length })).map(([all, count]) => all.slice(0, count));
const allOf = (...each: fc.Arbitrary<Blurred>[]) => fc.tuple(...each) as fc.Arbitrary<Blurred[]>;
const given = (functions: fc.Arbitrary<unknown>) => functions.map(known) as fc.Arbitrary<Blurred>;

const cases: readonly Case[] = (
  [
    ['slice', someOf(blurred(place), blurred(place))],
    ['splice', someOf(blurred(place), blurred(place), blurred(item), blurred(item))],
    ['toSpliced', someOf(blurred(place), blurred(place), blurred(item))],
    ['with', allOf(blurred(fc.integer({ min: -9, max: 9 })), blurred(item))],
    ['fill', someOf(blurred(item), blurred(place), blurred(place))],
    ['copyWithin', someOf(blurred(place), blurred(place), blurred(place))],
    ['concat', someOf(blurredArray(items), blurred(item), blurredArray(items))],
    ['flat', someOf(blurred(fc.constantFrom(0, 1, 2, Infinity))), fc.array(fc.oneof(item, items), { maxLength: 5 })],
    ['join', someOf(blurred(fc.constantFrom(',', '', ' - ')))],
    ['toString', none],
    ['indexOf', someOf(blurred(item), blurred(place))],
    ['lastIndexOf', someOf(blurred(item), blurred(place))],
    ['includes', someOf(blurred(item), blurred(place))],
    ['push', someOf(blurred(item), blurred(item))],
    ['unshift', someOf(blurred(item), blurred(item))],
    ['pop', none],
    ['shift', none],
    ['reverse', none],
    ['toReversed', none],
    ['sort', none],
    ['sort', allOf(given(orders)), numbers],
    ['toSorted', allOf(given(orders)), numbers],
    ['map', allOf(given(visitors))],
    ['filter', allOf(given(visitors))],
    ['flatMap', allOf(given(visitors))],
    ['forEach', allOf(given(visitors))],
    ['find', allOf(given(visitors))],
    ['findIndex', allOf(given(visitors))],
    ['findLast', allOf(given(visitors))],
    ['findLastIndex', allOf(given(visitors))],
    ['some', allOf(given(visitors))],
    ['every', allOf(given(visitors))],
    ['reduce', someOf(given(folds), blurred(item))],
    ['reduceRight', someOf(given(folds), blurred(item))],
    ['keys', none],
    ['values', none],
    ['entries', none],
  ] as const
).map(([name, args, list]) => ({ name, args, ...(list ? { list } : {}) }));

describe('array methods', () => {
  it.each(cases)('$name', ({ name, args, list = items }) => {
    const machine = new TestMachine();
    fc.assert(fc.property(blurredArray(list), args, (self, given) => holdAgainst(self, name, given, machine)));
  });
});

it('at', () => {
  const machine = new TestMachine();
  fc.assert(fc.property(items, place, (self, index) => holdAgainst(known(self), 'at', [known(index)], machine)));
});

describe('what is not known', () => {
  const n = symbol('n');
  const pixels = (machine: TestMachine) => machine.it.list({ items: null, length: n, element: unknownNumber });
  const lengthOf = (value: Value) => String((value as ArrayValue).length);

  it('keeps symbolic lengths through map, reverse and sort, and adds them up in concat', () => {
    const machine = new TestMachine();
    const list = pixels(machine);
    const double = machine.it.native('double', () => unknownNumber);
    expect(lengthOf(machine.method(list, 'map', [double]))).toBe('n');
    expect(lengthOf(machine.method(machine.method(list, 'slice'), 'reverse'))).toBe('n');
    expect(lengthOf(machine.method(list, 'concat', [list, 5]))).toBe('2*n + 1');
    machine.method(list, 'push', [1, 2]);
    expect(machine.get(list, 'length')).toEqual(sizeValue(addDims(n, 2)));
  });

  it('names the lengths of slices after what they are', () => {
    const machine = new TestMachine();
    const list = pixels(machine);
    expect(lengthOf(machine.method(list, 'slice', [3]))).toBe('max(0, n - 3)');
    expect(lengthOf(machine.method(list, 'slice', [0, 32]))).toBe('min(32, n)');
    expect(lengthOf(machine.method(list, 'slice', [-5]))).toBe('min(5, n)');
    expect(lengthOf(machine.method(list, 'slice', [0, new SizeValue(n)]))).toBe('n');
  });

  it('calls the callback once for a list of unknown length, so that what it does is seen', () => {
    const machine = new TestMachine();
    const seen: unknown[] = [];
    const look = machine.it.native('look', ({ args }) => {
      seen.push(args[0]);
      return 7;
    });
    const result = machine.method(machine.it.list(listOfUnknownLength(5)), 'map', [look]) as ArrayValue;
    expect(new Set(seen)).toEqual(new Set([5]));
    expect(result.list).toMatchObject({ items: null, element: 7 });
  });

  it('presumes that a place that is not known is one of the list', () => {
    const machine = new TestMachine();
    expect(machine.method(machine.it.array([3, 3]), 'at', [unknownNumber])).toBe(3);
  });

  it('carries an accumulator through any number of passes', () => {
    const machine = new TestMachine();
    const list = machine.it.list(listOfUnknownLength(1));
    const last = machine.it.native('last', ({ args }) => args[1]);
    expect(machine.method(list, 'reduce', [last, 1])).toBe(1);
    expect(machine.method(list, 'reduce', [last, 2])).toBe(unknownNumber);
  });

  it('goes on from each item whose test is not known', () => {
    const machine = new TestMachine();
    const perhaps = machine.it.native('perhaps', ({ args }) => (args[0] === 2 ? true : unknownBoolean));
    expect(machine.method(machine.it.array([1, 2, 3]), 'find', [perhaps])).toBe(unknownNumber);
    expect(machine.method(machine.it.array([2, 3]), 'find', [perhaps])).toBe(2);
    expect(machine.method(machine.it.array([1, 2]), 'some', [perhaps])).toBe(true);
  });

  it('finds nothing where the kinds differ', () => {
    const machine = new TestMachine();
    const list = machine.it.list(listOfUnknownLength(unknownNumber));
    expect(machine.method(list, 'indexOf', ['a'])).toBe(-1);
    expect(machine.method(list, 'includes', [unknownString])).toBe(false);
    expect(machine.method(list, 'includes', [unknownNumber])).toBe(unknownBoolean);
  });
});

describe('large lists', () => {
  it('keep their length, whatever it is, and cost next to nothing', () => {
    const machine = new TestMachine();
    const started = performance.now();
    const huge = machine.construct('Array', 1e9);
    const filled = machine.method(huge, 'fill', [0]);
    const one = machine.it.native('one', () => 1);
    expect(machine.method(filled, 'map', [one])).toMatchObject({ list: { items: null, length: 1e9, element: 1 } });
    const from = machine.global('Array');
    const items = machine.method(from, 'from', [machine.it.object([['length', 1e9]]), one]);
    expect(items).toMatchObject({ list: { items: null, length: 1e9, element: 1 } });
    expect(performance.now() - started).toBeLessThan(1000);
  });

  it('are called for item by item up to a bound that counts all lists gone through at the time', () => {
    const machine = new TestMachine();
    const from = machine.global('Array');
    const ofLength = (length: number, visit: Value) =>
      machine.method(from, 'from', [machine.it.object([['length', length]]), visit]) as ArrayValue;
    let calls = 0;
    const pixel = machine.it.native('pixel', () => {
      calls++;
      return unknownNumber;
    });
    const image = machine.it.native('image', () => ofLength(784, pixel));
    const images = ofLength(1000, image);
    expect(images.length).toBe(1000);
    expect((images.items![0] as ArrayValue).length).toBe(784);
    expect(calls).toBeLessThan(10_000);
  });

  it('have holes that no callback is called for', () => {
    const machine = new TestMachine();
    const never = machine.it.native('never', () => {
      throw new Error('called for a hole');
    });
    const holes = machine.construct('Array', 3);
    expect(machine.method(holes, 'map', [never])).toMatchObject({ length: 3 });
    expect(machine.method(machine.method(holes, 'fill', [1]), 'includes', [undefined])).toBe(false);
  });
});

describe('mistakes that JavaScript would not let pass', () => {
  it.each([
    ['map', [undefined], 'undefined is not a function'],
    ['reduce', [() => 0], 'Reduce of empty array with no initial value'],
    ['sort', [5], 'The comparison function must be either a function or undefined'],
  ])('%s', (name, args, message) => {
    const machine = new TestMachine();
    const call = () =>
      machine.method(
        machine.it.array([]),
        name,
        args.map((arg) => valueFrom(arg, machine)),
      );
    expect(errorOf(call)).toMatchObject({ className: 'TypeError', message });
  });

  it('refuses lengths that no array has', () => {
    const machine = new TestMachine();
    expect(errorOf(() => machine.construct('Array', -1))).toMatchObject({ className: 'RangeError' });
    expect(errorOf(() => machine.construct('Float32Array', -1))).toMatchObject({ className: 'RangeError' });
  });
});

function errorOf(call: () => unknown): { className: string; message: unknown } | undefined {
  try {
    call();
  } catch (signal) {
    const error = (signal as ThrowSignal).value as ObjectValue;
    return { className: error.className, message: error.own('message') };
  }
  return undefined;
}
