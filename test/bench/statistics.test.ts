import { describe, expect, it } from 'vitest';
import { pairedRatio, quantile, summarize } from '../../bench/engine/statistics.ts';

describe('quantiles', () => {
  it('are samples, or lie between two', () => {
    expect(quantile([3, 1, 2], 0.5)).toBe(2);
    expect(quantile([4, 1, 2, 3], 0.5)).toBe(2.5);
    expect(quantile([7], 0.75)).toBe(7);
    expect(quantile([1, 2], 0)).toBe(1);
    expect(quantile([1, 2], 1)).toBe(2);
  });
  it('are none of no samples', () => {
    expect(() => quantile([], 0.5)).toThrow(RangeError);
  });
});

describe('a summary', () => {
  it('takes the shortest time as the best, and is not moved by one that was disturbed', () => {
    const { median, best, spread, samples } = summarize([10, 11, 10, 12, 900]);
    expect({ median, best, samples }).toEqual({ median: 11, best: 10, samples: 5 });
    expect(spread).toBeCloseTo(1 / 11);
  });
  it('of equal times has no spread', () => {
    expect(summarize([5, 5, 5]).spread).toBe(0);
  });
});

describe('a ratio', () => {
  it('is taken within rounds, so that a machine that slows down changes nothing', () => {
    expect(pairedRatio([20, 40, 80], [10, 20, 40])).toBe(2);
  });
  it('counts the rounds that both took part in', () => {
    expect(pairedRatio([30], [10, 99, 99])).toBe(3);
    expect(pairedRatio([], [10])).toBeUndefined();
  });
});
