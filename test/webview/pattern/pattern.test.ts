// Expressions that people type: they mean what the browser's own mean, and none takes long.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { namePattern } from '../../../webview/pattern/index.ts';

const pieces = [
  'a',
  'b',
  'B',
  '1',
  '_',
  '/',
  '.',
  '\\d',
  '\\w',
  '\\W',
  '\\s',
  '\\.',
  '\\/',
  '\\x61',
  '\\u0062',
  '\\-',
  '\\1',
];
const classes = ['[ab]', '[^a]', '[a-c1]', '[\\d/]', '[]', '[^]', '[\\]]', '[/\\\\]'];
const asserts = ['^', '$', '\\b', '\\B'];
const quantifiers = ['*', '+', '?', '*?', '+?', '??', '{2}', '{1,}', '{0,2}', '{0}', '{2,3}?'];

const pattern = fc.letrec<{ whole: string; part: string; atom: string }>((tie) => ({
  whole: fc
    .array(tie('part'), { maxLength: 4 })
    .chain((parts) => fc.constantFrom(parts.join(''), parts.join('|'), parts.join(''))),
  part: fc
    .tuple(tie('atom'), fc.option(fc.constantFrom(...quantifiers), { nil: '' }))
    .map(([atom, more]) => atom + more),
  atom: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(...pieces, ...classes),
    tie('whole').map((inner) => `(${inner})`),
    tie('whole').map((inner) => `(?:${inner})`),
    tie('whole').map((inner) => `(?=${inner})`),
    tie('whole').map((inner) => `(?!${inner})`),
    fc.constantFrom(...asserts).map((each) => `(?:${each})`),
    fc.constantFrom('{', '}', ']', 'a{', 'a{,2}', '{a}'),
  ),
})).whole;

const name = fc.string({
  unit: fc.constantFrom('a', 'b', 'A', 'c', '1', '_', '/', '.', ' ', '{', ']', '\u0001'),
  maxLength: 8,
});

describe('expressions', () => {
  test('match what the browser matches', () => {
    fc.assert(
      fc.property(pattern, fc.array(name, { minLength: 5, maxLength: 5 }), (source, names) => {
        let native: RegExp;
        try {
          native = new RegExp(source, 'i');
        } catch {
          expect(namePattern(source).problem).toBeTypeOf('string');
          return;
        }
        const own = namePattern(source);
        if (own.problem !== undefined) {
          expect(own.problem).toMatch(/reference back|more repetitions/);
          return;
        }
        for (const each of names) expect(`${each}: ${own.matches(each)}`).toBe(`${each}: ${native.test(each)}`);
      }),
      // Always the same: a few expressions in a million take the browser's own matcher minutes.
      { numRuns: 3000, seed: 7 },
    );
  });

  test.each([
    ['loss', 'train/Loss', true],
    ['^loss$', 'train/loss', false],
    ['conv2d_\\d+/kernel', 'CONV2D_12/kernel', true],
    ['^(?!.*bias).*dense', 'dense_1/kernel', true],
    ['^(?!.*bias).*dense', 'dense_1/bias', false],
    ['(?<layer>fc)[12]', 'fc2', true],
    ['größe|Μ', 'GRÖSSE μ', true],
    ['x{2,}', 'xx', true],
    ['x{2', 'x{2', true],
    ['', 'anything', true],
  ])('%s in %s: %s', (source, text, expected) => {
    expect(namePattern(source).matches?.(text)).toBe(expected);
  });

  test.each([
    ['(', 'unterminated group'],
    ['[b-a]', 'range out of order'],
    ['(a)\\1', 'it uses a reference back to a group'],
    ['(?<=a)b', 'it uses a group that looks back'],
    ['(?:a{1000}){1000}', 'it uses more repetitions than can be matched'],
    ['a'.repeat(1001), 'it has more than 1000 characters'],
  ])('%s is refused with its reason', (source, reason) => {
    expect(namePattern(source).problem?.toLowerCase()).toContain(reason.toLowerCase());
  });

  test.each([
    '(a+)+$',
    '(a|aa)+$',
    '(a*)*b',
    '(.*)*x',
    'a*a*a*a*a*a*b',
    '(?=(a+)+b)c',
    `${'a?'.repeat(100)}${'a'.repeat(100)}b`,
  ])('%s answers soon, also for a long name', (source) => {
    const { matches } = namePattern(source);
    const begun = performance.now();
    expect(matches?.(`${'a'.repeat(999)}!`)).toBe(false);
    // The browser's own takes longer than the universe for the first of them.
    expect(performance.now() - begun).toBeLessThan(2000);
  });

  test('only the beginning of an endless text is looked at', () => {
    expect(namePattern('end').matches?.(`${'a'.repeat(1_000_000)}end`)).toBe(false);
  });
});
