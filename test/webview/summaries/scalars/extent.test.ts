import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  nthSmallest,
  padded,
  widened,
  withFixed,
  xExtent,
  type YOptions,
  yExtent,
} from '../../../../webview/summaries/scalars/extent.ts';
import { namedLines, seriesOf } from './made-series.ts';

const plain: YOptions = { log: false, ignoreOutliers: false, includeZero: false, x: null };
const clipped: YOptions = { ...plain, ignoreOutliers: true };

describe('the vertical extent', () => {
  test('leaves out what is beyond the 5th and 95th percentile', () => {
    // 0 … 100 in mixed order: the percentiles are 5 and 95.
    const values = Array.from({ length: 101 }, (_, i) => (i * 37) % 101);
    expect(yExtent(namedLines({ a: seriesOf(values) }), clipped)).toEqual({ min: 5, max: 95 });
    expect(yExtent(namedLines({ a: seriesOf(values) }), plain)).toEqual({ min: 0, max: 100 });
  });

  test('keeps all of two points', () => {
    expect(yExtent(namedLines({ a: seriesOf([0, 1000]) }), clipped)).toEqual({ min: 0, max: 1000 });
  });

  test('of three points is that of the middle one', () => {
    expect(yExtent(namedLines({ a: seriesOf([0, 1, 1000]) }), clipped)).toEqual({ min: 1, max: 1 });
  });

  test('is that of the smoothed values while outliers are ignored, else of all points', () => {
    const lines = namedLines({ a: seriesOf([0, 10]) }, 'step', 0.6);
    expect(yExtent(lines, clipped)!.max).toBeCloseTo(6.25);
    expect(yExtent(lines, plain)).toEqual({ min: 0, max: 10 });
  });

  test('passes over what is not finite, and what a logarithmic axis cannot show', () => {
    const lines = namedLines({ a: seriesOf([Number.NaN, Number.POSITIVE_INFINITY, -3, 0, 2, 8]) });
    expect(yExtent(lines, plain)).toEqual({ min: -3, max: 8 });
    expect(yExtent(lines, { ...plain, log: true })).toEqual({ min: 2, max: 8 });
    expect(yExtent(namedLines({ a: seriesOf([Number.NaN]) }), plain)).toBeUndefined();
  });

  test('is that of the points in view', () => {
    const lines = namedLines({ a: seriesOf([9, 1, 2, 9]) });
    expect(yExtent(lines, { ...plain, x: { min: 1, max: 2 } })).toEqual({ min: 1, max: 2 });
  });

  test('includes zero when asked to', () => {
    expect(yExtent(namedLines({ a: seriesOf([3, 4]) }), { ...plain, includeZero: true })).toEqual({ min: 0, max: 4 });
    expect(yExtent(namedLines({ a: seriesOf([-3, -4]) }), { ...plain, includeZero: true })).toEqual({
      min: -4,
      max: 0,
    });
  });
});

test('the horizontal extent is that of all runs', () => {
  const lines = namedLines({ a: seriesOf([1, 1], [5, 9]), b: seriesOf([1, 1], [0, 7]) });
  expect(xExtent(lines, false)).toEqual({ min: 0, max: 9 });
  expect(xExtent(lines, true)).toEqual({ min: 5, max: 9 });
  expect(xExtent([], false)).toBeUndefined();
});

test('selection finds what sorting would', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 1 }), fc.nat(), (values, seed) => {
      const n = seed % values.length;
      const sorted = values.toSorted((a, b) => a - b);
      return nthSmallest(Float64Array.from(values), n) === sorted[n];
    }),
  );
});

test('there is room around the extent, also where it is one value', () => {
  expect(padded({ min: 0, max: 10 }, false)).toEqual({ min: -0.5, max: 10.5 });
  expect(padded({ min: 0, max: 0 }, false)).toEqual({ min: -1, max: 1 });
  expect(padded({ min: 2, max: 2 }, false)).toEqual({ min: 0, max: 4 });
  expect(padded({ min: -2, max: -2 }, false)).toEqual({ min: -4, max: 0 });
  expect(padded({ min: 1, max: 100 }, true).min).toBeCloseTo(10 ** -0.1, 12);
  expect(widened({ min: 3, max: 3 }, false)).toEqual({ min: 2.5, max: 3.5 });
});

describe('limits that the user fixed', () => {
  const range = { min: 0, max: 10 };
  test('replace the ends they name', () => {
    expect(withFixed(range, { min: 2, max: null }, false)).toEqual({ min: 2, max: 10 });
    expect(withFixed(range, { min: null, max: 5 }, false)).toEqual({ min: 0, max: 5 });
    expect(withFixed(range, { min: 1, max: 2 }, false)).toEqual({ min: 1, max: 2 });
  });

  test('beyond the data push the other end away', () => {
    expect(withFixed(range, { min: 20, max: null }, false)).toEqual({ min: 20, max: 40 });
    expect(withFixed(range, { min: null, max: -5 }, false)).toEqual({ min: -10, max: -5 });
  });

  test('that make no range are ignored, and so is zero on a logarithmic axis', () => {
    expect(withFixed(range, { min: 3, max: 3 }, false)).toEqual(range);
    expect(withFixed({ min: 1, max: 10 }, { min: 0, max: null }, true)).toEqual({ min: 1, max: 10 });
  });
});
