import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { besselI0e, besselI1e } from '../../../engine/backends/cpu/bessel.ts';
import { betainc } from '../../../engine/backends/cpu/incomplete-beta.ts';
import { igamma, igammac, igammaGradA } from '../../../engine/backends/cpu/incomplete-gamma.ts';
import { erfinv, ndtri } from '../../../engine/backends/cpu/inverse-error-function.ts';
import { digamma, erf, erfc, lgamma } from '../../../engine/backends/cpu/special-functions.ts';

const functions = {
  erf,
  erfc,
  lgamma,
  digamma,
  erfinv,
  ndtri,
  besselI0e,
  besselI1e,
  igamma,
  igammac,
  igammaGradA,
  betainc,
};
type Name = keyof typeof functions;
const fixture = new URL('../../fixtures/backends/special-functions.json', import.meta.url);
const values: Record<Name, [x: number | number[], value: string][]> = JSON.parse(readFileSync(fixture, 'utf8'));

/** Near their zeros on the negative axis, lgamma and digamma are as precise as the terms that cancel there. */
const tolerance: Record<Name, number> = {
  erf: 4e-16,
  erfc: 6e-16,
  lgamma: 2e-15,
  digamma: 1e-14,
  erfinv: 1e-15,
  ndtri: 1e-15,
  besselI0e: 1e-14,
  besselI1e: 1e-14,
  igamma: 1e-13,
  igammac: 1e-13,
  igammaGradA: 3e-13,
  betainc: 2e-13,
};

describe('special functions', () => {
  test.each(Object.keys(functions) as Name[])('%s against values of 60 digits', (name) => {
    expect(values[name].length).toBeGreaterThan(80);
    const compute = functions[name] as (...at: number[]) => number;
    for (const [at, text] of values[name]) {
      const wanted = Number(text);
      const found = compute(...[at].flat());
      // As good as 0: what is left of the exponent has few digits.
      if (Math.abs(wanted) < 1e-290) expect(Math.abs(found - wanted), `${name}(${at})`).toBeLessThan(1e-290);
      else expect(Math.abs(found - wanted), `${name}(${at})`).toBeLessThanOrEqual(tolerance[name] * Math.abs(wanted));
    }
  });

  test('at the ends', () => {
    expect([erf(Infinity), erf(-Infinity), erf(NaN), erf(-0)]).toEqual([1, -1, NaN, -0]);
    expect([erfc(Infinity), erfc(-Infinity), erfc(NaN), erfc(30)]).toEqual([0, 2, NaN, 0]);
    expect([lgamma(0), lgamma(-3), lgamma(Infinity), lgamma(NaN)]).toEqual([Infinity, Infinity, Infinity, NaN]);
    expect([digamma(0), digamma(-0), digamma(-2), digamma(Infinity)]).toEqual([-Infinity, Infinity, NaN, Infinity]);
    expect([erfinv(1), erfinv(-1), erfinv(1.5), erfinv(NaN), erfinv(-0)]).toEqual([Infinity, -Infinity, NaN, NaN, -0]);
    expect([ndtri(0), ndtri(1), ndtri(-1), ndtri(2), ndtri(NaN)]).toEqual([-Infinity, Infinity, NaN, NaN, NaN]);
    expect([besselI0e(Infinity), besselI0e(-Infinity), besselI0e(NaN)]).toEqual([0, 0, NaN]);
    expect([besselI1e(Infinity), besselI1e(-Infinity), besselI1e(NaN), besselI1e(-0)]).toEqual([0, -0, NaN, -0]);
    expect([igamma(2, 0), igamma(2, Infinity), igamma(0, 1), igamma(1, -1), igamma(NaN, 1)]).toEqual([
      0,
      1,
      NaN,
      NaN,
      NaN,
    ]);
    expect([igammac(2, 0), igammac(2, Infinity), igammac(0, 1), igammac(1, NaN)]).toEqual([1, 0, NaN, NaN]);
    expect([igammaGradA(2, 0), igammaGradA(2, Infinity), igammaGradA(-1, 1)]).toEqual([0, 0, NaN]);
    expect([betainc(2, 3, 0), betainc(2, 3, 1), betainc(0, 1, 0.5), betainc(1, 1, 2)]).toEqual([0, 1, NaN, NaN]);
    expect([igamma(Infinity, Infinity), igamma(Infinity, 1), igammac(Infinity, Infinity)]).toEqual([0, 0, 0]);
    expect([igammac(Infinity, 1), igammaGradA(Infinity, Infinity)]).toEqual([1, 0]);
  });

  test('betainc of infinite parameters is NaN at once, except at its ends', () => {
    const start = performance.now();
    for (const [a, b] of [
      [Infinity, 1],
      [1, Infinity],
      [Infinity, Infinity],
    ]) {
      expect([0, 0.3, 0.5, 1].map((x) => betainc(a, b, x))).toEqual([0, NaN, NaN, 1]);
    }
    expect(performance.now() - start).toBeLessThan(50);
  });

  // Values of mpmath 1.3 by the continued fraction, with more digits than cancel.
  test.each([
    [3, 1e200, 4.019237886466841e-201, 0.00802989334951699],
    [3, 1e200, 3.017320508075689e-200, 0.5806792134422109],
    [3, 1e200, 8.196152422706632e-200, 0.9882037544450605],
    [12, 3e302, 2.2679491924311228e-302, 0.04497959438629793],
    [12, 3e302, 4.0115470053837925e-302, 0.5423587145384458],
    [12, 3e302, 7.464101615137755e-302, 0.9938238548723268],
    [1.1e8, 1.1e8, 0.4997303200556276, 6.220932557200556e-16],
    [1.1e8, 1.1e8, 0.49999966290006953, 0.49601064369891756],
    [1.1e8, 1.1e8, 0.5001011299791397, 0.9986501020590274],
    [2e8, 2e10, 0.00989541704915079, 6.147463383830132e-16],
    [2e8, 2e10, 0.009900983132697577, 0.49601990522652306],
    [2e8, 2e10, 0.009903079992707068, 0.998649278636355],
    [2e8, 1e14, 1.9988646325522054e-6, 6.146357470717615e-16],
    [2e8, 1e14, 1.99999458579868e-6, 0.4960200454078436],
    [2e8, 1e14, 2.0004202628039227e-6, 0.9986492661716548],
    [1e7, 1e7, 0.49910557283136076, 6.220652392717853e-16],
    [1e7, 1e7, 0.4999988819660392, 0.4960106438349531],
    [1e7, 1e7, 0.5003354101882397, 0.9986501029655345],
    [1e15, 1e15, 0.5, 0.5],
    [1e300, 1e300, 0.5, 0.5],
  ])('betainc(%d, %d, %d)', (a, b, x, wanted) => {
    // Rounding about the mean of a large parameter is more of the standard deviation.
    expect(Math.abs(betainc(a, b, x) - wanted) / wanted).toBeLessThan(Math.min(a, b) < 1e3 ? 1e-12 : 2e-11);
    const start = performance.now();
    for (let i = 0; i < 100; i++) betainc(a, b, x);
    expect(performance.now() - start).toBeLessThan(500);
  });

  test('the incomplete gamma functions of an order beyond counting are those of a normal distribution', () => {
    expect(igamma(1e12, 1e12)).toBeCloseTo(0.5 + 1 / (3 * Math.sqrt(2e12 * Math.PI)), 12);
    expect(igamma(1e20, 1.1e20)).toBe(1);
    expect(igammac(1e20, 1.1e20)).toBe(0);
    expect(igamma(1e8, 1.0001e8)).toBeCloseTo(igamma(1.0000001e8, 1.0001e8 + 10), 6);
  });
});
