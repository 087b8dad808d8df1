import fc from 'fast-check';
import { expect, it } from 'vitest';
import { commonRange, rebin } from '../../../../webview/summaries/histograms/bins.ts';
import { basisPoints, percentiles } from '../../../../webview/summaries/histograms/percentiles.ts';

const buckets = (...flat: number[]) => new Float64Array(flat);

it('spans what is held, not what is empty', () => {
  expect(commonRange([buckets(-100, -1, 0, -1, 0, 2), buckets(0, 3, 1, 3, 90, 0)])).toEqual({ min: -1, max: 3 });
  expect(commonRange([buckets(), buckets(0, 1, 0)])).toBeUndefined();
});

it('widens a single value', () => {
  expect(commonRange([buckets(5, 5, 3)])).toEqual({ min: 4.5, max: 5.5 });
  expect(commonRange([buckets(0, 0, 3)])).toEqual({ min: -0.5, max: 0.5 });
});

it('spreads a bucket evenly over the bins it covers', () => {
  expect([...rebin(buckets(0, 2, 8), { min: 0, max: 4 }, 4)]).toEqual([4, 4, 0, 0]);
  expect([...rebin(buckets(0.5, 1.5, 8), { min: 0, max: 4 }, 4)]).toEqual([4, 4, 0, 0]);
  expect([...rebin(buckets(4, 4, 8), { min: 0, max: 4 }, 4)]).toEqual([0, 0, 0, 8]);
});

/** Ascending buckets side by side, with some empty. */
const histogram = fc
  .array(fc.tuple(fc.double({ min: 0, max: 10, noNaN: true }), fc.nat(50)), { minLength: 1, maxLength: 20 })
  .map((parts) => {
    let left = -20;
    return new Float64Array(
      parts.flatMap(([width, count]) => {
        const bucket = [left, left + width, count];
        left += width;
        return bucket;
      }),
    );
  });
const sum = (values: Float64Array) => values.reduce((a, b) => a + b, 0);
const held = (values: Float64Array) => sum(values.filter((_, index) => index % 3 === 2));

it('loses no count', () => {
  fc.assert(
    fc.property(histogram, fc.integer({ min: 1, max: 60 }), (each, count) => {
      const range = commonRange([each]);
      if (range === undefined) return held(each) === 0;
      return Math.abs(sum(rebin(each, range, count)) - held(each)) < 1e-6 * (1 + held(each));
    }),
  );
});

it('gives percentiles in order, within what is held', () => {
  fc.assert(
    fc.property(histogram, (each) => {
      const values = percentiles(each);
      if (values === undefined) return held(each) === 0;
      const range = [...values];
      const filled = Array.from({ length: each.length / 3 }, (_, i) => i * 3).filter((at) => each[at + 2]! > 0);
      const [min, max] = [each[filled[0]!]!, each[filled.at(-1)! + 1]!];
      return (
        values.length === basisPoints.length &&
        range.every((value, i) => value >= (range[i - 1] ?? min) - 1e-9 && value <= max + 1e-9)
      );
    }),
  );
});

it('takes values as evenly spread within a bucket', () => {
  const values = percentiles(buckets(0, 100, 1000))!;
  expect([...values].map((value) => Math.round(value * 100))).toEqual([...basisPoints]);
});

it('passes over empty buckets', () => {
  const values = percentiles(buckets(0, 1, 5, 1, 9, 0, 9, 10, 5))!;
  expect(values[4]).toBe(1);
  expect(values[5]).toBeCloseTo(9.383, 3);
});
