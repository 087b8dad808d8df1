import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clampSmoothing, smooth } from '../../../../webview/summaries/scalars/smoothing.ts';

const of = (...values: number[]) => Float64Array.from(values);

describe('smoothing', () => {
  test('is the debiased moving average, by hand', () => {
    // 0.6: s1 = 0.4·1 = 0.4 → /0.4 = 1; s2 = 0.24 + 0.8 = 1.04 → /0.64 = 1.625; s3 = 0.624 + 1.6 = 2.224 → /0.784.
    const smoothed = smooth(of(1, 2, 4), 0.6);
    expect(smoothed[0]).toBeCloseTo(1, 12);
    expect(smoothed[1]).toBeCloseTo(1.625, 12);
    expect(smoothed[2]).toBeCloseTo(2.224 / 0.784, 12);
  });

  test('of nothing is nothing, of weight 0 the values themselves', () => {
    expect(smooth(of(), 0.6)).toHaveLength(0);
    const values = of(3, 1, 2);
    expect(smooth(values, 0)).toBe(values);
  });

  test('at weight 1 is undivided', () => {
    expect([...smooth(of(5, 6), 1)]).toEqual([0, 0]);
  });

  test('lets what is not finite through and does not count it', () => {
    const smoothed = smooth(of(1, Number.NaN, Number.POSITIVE_INFINITY, 2), 0.6);
    expect(smoothed[1]).toBeNaN();
    expect(smoothed[2]).toBe(Number.POSITIVE_INFINITY);
    expect(smoothed[3]).toBe(smooth(of(1, 2), 0.6)[1]);
  });

  test('leaves a constant line untouched', () => {
    const values = of(0.1, 0.1, 0.1);
    expect(smooth(values, 0.9)).toBe(values);
  });

  test('stays within what it averages', () => {
    const value = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (values, weight) => {
          const low = Math.min(...values) - 1e-3;
          const high = Math.max(...values) + 1e-3;
          return smooth(Float64Array.from(values), weight).every((one) => one >= low && one <= high);
        },
      ),
    );
  });
});

test('a typed weight is between 0 and 0.999', () => {
  expect([-1, 0.5, 1, 5, Number.NaN].map(clampSmoothing)).toEqual([0, 0.5, 0.999, 0.999, 0]);
});
