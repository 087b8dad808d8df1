import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { digamma, erf, erfc, lgamma } from '../../../engine/backends/cpu/special-functions.ts';

const functions = { erf, erfc, lgamma, digamma };
type Name = keyof typeof functions;
const fixture = new URL('../../fixtures/backends/special-functions.json', import.meta.url);
const values: Record<Name, [x: number, value: string][]> = JSON.parse(readFileSync(fixture, 'utf8'));

/** Near their zeros on the negative axis, lgamma and digamma are as precise as the terms that cancel there. */
const tolerance: Record<Name, number> = { erf: 4e-16, erfc: 6e-16, lgamma: 2e-15, digamma: 1e-14 };

describe('special functions', () => {
  test.each(Object.keys(functions) as Name[])('%s against values of 60 digits', (name) => {
    expect(values[name].length).toBeGreaterThan(80);
    for (const [x, text] of values[name]) {
      const wanted = Number(text);
      const error = Math.abs(functions[name](x) - wanted);
      expect(error, `${name}(${x})`).toBeLessThanOrEqual(tolerance[name] * Math.abs(wanted));
    }
  });

  test('at the ends', () => {
    expect([erf(Infinity), erf(-Infinity), erf(NaN), erf(-0)]).toEqual([1, -1, NaN, -0]);
    expect([erfc(Infinity), erfc(-Infinity), erfc(NaN), erfc(30)]).toEqual([0, 2, NaN, 0]);
    expect([lgamma(0), lgamma(-3), lgamma(Infinity), lgamma(NaN)]).toEqual([Infinity, Infinity, Infinity, NaN]);
    expect([digamma(0), digamma(-0), digamma(-2), digamma(Infinity)]).toEqual([-Infinity, Infinity, NaN, Infinity]);
  });
});
