/** Texts, regular expressions and numbers: what JavaScript makes of them, and nothing that takes long. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ArrayValue,
  SizeValue,
  unknown,
  unknownBoolean,
  unknownString,
  type Value,
} from '../../../engine/analysis/values/index.ts';
import { admits, isPrecise } from './admits.ts';
import { holdAgainst } from './against-javascript.ts';
import { type Blurred, blurred, known, seen } from './blurring.ts';
import { TestMachine } from './test-machine.ts';

const text = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', 'b', 'A', ' ', ',', '-', '1', 'é', '😀'), maxLength: 12 }),
  fc.constantFrom('the cat sat', ' a,b , c', '2024-01-02', '--lr=0.1'),
);
const piece = fc.constantFrom('', 'a', ' ', ',', 'cat', '-');
const count = fc.constantFrom(0, 1, 2, 3, 5, -1, 2.5, Number.NaN, undefined as unknown as number);

type Case = readonly [name: string, ...args: fc.Arbitrary<unknown>[]];
const plain: readonly Case[] = [
  ['at', count],
  ['charAt', count],
  ['charCodeAt', count],
  ['codePointAt', count],
  ['concat', piece, piece],
  ['endsWith', piece, count],
  ['includes', piece, count],
  ['indexOf', piece, count],
  ['lastIndexOf', piece],
  ['localeCompare', piece],
  ['normalize'],
  ['padEnd', count, piece],
  ['padStart', count, piece],
  ['repeat', count],
  ['replace', piece, piece],
  ['replaceAll', piece, piece],
  ['slice', count, count],
  ['split', piece, count],
  ['startsWith', piece, count],
  ['substring', count, count],
  ['toLowerCase'],
  ['toUpperCase'],
  ['trim'],
  ['trimEnd'],
  ['trimStart'],
];

describe('methods of texts', () => {
  it.each(plain.map(([name, ...args]) => ({ name, args })))('$name', ({ name, args }) => {
    const machine = new TestMachine();
    const given = fc
      .tuple(fc.tuple(...args.map((arg) => blurred(arg))), fc.nat({ max: args.length }))
      .map(([all, length]) => all.slice(0, length)) as fc.Arbitrary<Blurred[]>;
    fc.assert(fc.property(blurred(text), given, (self, values) => holdAgainst(self, name, values, machine)));
  });

  it('keep to themselves what would be too long', () => {
    const machine = new TestMachine();
    expect(machine.method('x', 'repeat', [1e8])).toBe(unknownString);
    expect(machine.method('x', 'padStart', [1e8])).toBe(unknownString);
    expect(machine.method('a'.repeat(50_000), 'split', [''])).toMatchObject({ list: { items: null, length: 50_000 } });
  });

  it('of texts that are not known give the kind of what they give', () => {
    const machine = new TestMachine();
    expect(machine.method(unknownString, 'trim')).toBe(unknownString);
    expect(machine.method(unknownString, 'includes', ['a'])).toBe(unknownBoolean);
    expect((machine.method(unknownString, 'split', [',']) as ArrayValue).list).toMatchObject({
      element: unknownString,
    });
  });
});

const expressions = [
  /\s+/,
  /,/g,
  /(\d+)-(\d+)/,
  /[aA]/gi,
  /^\s*a/,
  /\b\w/g,
  /(?<key>\w+)=(?<value>.*)/,
  /a|b/g,
  /-{1,2}/,
  /(?:ab)+/,
  /$/,
  /(?=a)/g,
];

describe('regular expressions', () => {
  const pattern = fc.constantFrom(...expressions);
  const expression = (machine: TestMachine, { source, flags }: RegExp) => machine.construct('RegExp', source, flags);

  it.each([['split'], ['match'], ['matchAll'], ['search'], ['replace'], ['replaceAll']])('%s', (name) => {
    const machine = new TestMachine();
    fc.assert(
      fc.property(text, pattern, (self, given) => {
        const args = name.startsWith('replace') ? ['<$&$1>'] : [];
        if (!given.global && (name === 'matchAll' || name === 'replaceAll')) return;
        const result = machine.method(self, name, [expression(machine, given), ...args]);
        const method = (self as unknown as Record<string, (...all: unknown[]) => unknown>)[name];
        expect(isPrecise(result)).toBe(true);
        expect(admits(result, plainMatches(method.call(self, given, ...args)))).toBe(true);
      }),
    );
  });

  it('exec and test go on where they were, as the program sees in lastIndex', () => {
    const machine = new TestMachine();
    fc.assert(
      fc.property(text, pattern, (self, given) => {
        const ours = expression(machine, given);
        const real = new RegExp(given.source, given.flags);
        for (let i = 0; i < 4; i++) {
          expect(admits(machine.method(ours, 'exec', [self]), real.exec(self))).toBe(true);
          expect(machine.method(ours, 'test', [self])).toBe(real.test(self));
          expect(machine.get(ours, 'lastIndex')).toBe(real.lastIndex);
        }
      }),
    );
  });

  it('replace with a function of the program', () => {
    const machine = new TestMachine();
    const upper = machine.it.native('upper', ({ args }) => `[${args.join('|')}]`);
    const replaced = machine.method('a1-b2', 'replace', [expression(machine, /([a-z])(\d)/g), upper]);
    expect(replaced).toBe('a1-b2'.replace(/([a-z])(\d)/g, (...args) => `[${args.join('|')}]`));
  });

  it('split a text of many words', () => {
    const machine = new TestMachine();
    const words = 'the cat sat on the mat . '.repeat(300).trim();
    expect((machine.method(words, 'split', [expression(machine, /\s+/)]) as ArrayValue).items).toHaveLength(2100);
  });

  it.each([
    ['(a+)+$', 'a'.repeat(40)],
    ['(a|a)*b', 'a'.repeat(40)],
    ['(a*)*b', 'a'.repeat(40)],
    ['(?:a?){40}a{40}', 'a'.repeat(40)],
    [`${'a?'.repeat(30)}${'a'.repeat(30)}`, 'a'.repeat(30)],
    ['a*a*a*a*b', 'a'.repeat(9_000)],
    ['\\s+$', `${' '.repeat(90_000)}x`],
    ['(?=(a+))*b', 'a'.repeat(40)],
    ['(a+)\\1+b', 'a'.repeat(9_000)],
    ['(?:(?:(?:){1000}){1000}){1000}', ''],
    ['[[a]&&[a]]+b', 'a'.repeat(90_000)],
  ])('do not run where they may take long: %s', (source, subject) => {
    const machine = new TestMachine();
    const started = performance.now();
    const flags = source.includes('&&') ? 'v' : '';
    expect(machine.method(machine.construct('RegExp', source, flags), 'test', [subject])).toBe(unknownBoolean);
    expect(performance.now() - started).toBeLessThan(500);
  });

  it('cost fuel', () => {
    const machine = new TestMachine(100_000);
    const slow = expression(machine, /a+b/);
    const search = () => {
      for (let i = 0; i < 100; i++) machine.method(slow, 'test', ['a'.repeat(1_000)]);
    };
    expect(search).toThrow(expect.objectContaining({ reason: 'fuel' }));
  });

  it('that are none throw a SyntaxError', () => {
    const machine = new TestMachine();
    expect(() => machine.construct('RegExp', '(')).toThrow(
      expect.objectContaining({ value: expect.objectContaining({ className: 'SyntaxError' }) }),
    );
  });
});

/** What matches hold beside their list is compared elsewhere. */
function plainMatches(found: unknown): unknown {
  if (typeof found !== 'object' || found === null) return found;
  return Array.isArray(found) ? found : Array.from(found as Iterable<unknown>);
}

describe('numbers', () => {
  const number = fc.oneof(fc.double(), fc.integer());
  it.each([['toFixed'], ['toPrecision'], ['toString'], ['toExponential']])('%s', (name) => {
    const machine = new TestMachine();
    const digits = fc.constantFrom(undefined, 0, 2, 10, 200, -1);
    fc.assert(fc.property(number, digits, (self, count) => holdAgainst(known(self), name, [known(count)], machine)));
  });

  it.each([['parseInt'], ['parseFloat'], ['Number'], ['isNaN'], ['isFinite'], ['String'], ['Boolean']])(
    '%s',
    (name) => {
      const machine = new TestMachine();
      const source = fc.oneof(
        number,
        text,
        fc.constantFrom<unknown>('12px', '0x1f', '1e3', null, undefined, true, [4]),
      );
      fc.assert(
        fc.property(source, (value) => {
          const real = (globalThis as unknown as Record<string, (given: unknown) => unknown>)[name](value);
          const given: Value = Array.isArray(value) ? machine.it.array(value) : (value as Value);
          const ours = machine.it.call(machine.global(name), undefined, [given], machine.site);
          expect(Object.is(ours, real)).toBe(true);
        }),
      );
    },
  );

  const mathNames = Object.getOwnPropertyNames(Math).filter((name) => typeof Math[name as 'abs'] === 'function');
  it.each(mathNames.filter((name) => name !== 'random' && name !== 'f16round'))('Math.%s', (name) => {
    const machine = new TestMachine();
    fc.assert(
      fc.property(fc.array(blurred(number), { maxLength: 3 }), (args) => {
        const views = args.map((arg) => seen(arg, machine));
        const sizes = new Map(views.flatMap((view) => [...view.sizes]));
        const ours = machine.method(
          machine.global('Math'),
          name,
          views.map(({ value }) => value),
        );
        const real = (Math[name as 'max'] as (...all: number[]) => number)(...args.map((arg) => arg.real));
        expect(admits(ours, real, sizes)).toBe(true);
        if (args.every(({ blur }) => blur === 'known')) expect(Object.is(ours, real)).toBe(true);
      }),
    );
  });

  it('keep sizes where they are whole anyway', () => {
    const machine = new TestMachine();
    const list = machine.it.list({ items: null, length: 3, element: unknown });
    const size = new SizeValue((list as ArrayValue).length);
    expect(machine.method(machine.global('Math'), 'floor', [size])).toBe(size);
    expect(machine.method(machine.global('Number'), 'isInteger', [size])).toBe(true);
  });
});
