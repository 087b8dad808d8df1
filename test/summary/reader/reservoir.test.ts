import { describe, expect, test } from 'vitest';
import { Reservoir } from '../../../engine/summary/reader/index.ts';

function sampled(count: number, capacity: number, seed = 0): Reservoir<number> {
  const reservoir = new Reservoir<number>(capacity, seed);
  for (let i = 0; i < count; i++) reservoir.add(i);
  return reservoir;
}

describe('a reservoir', () => {
  test('keeps everything up to its capacity, and everything always when it has none', () => {
    expect(sampled(10, 10).items).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(sampled(5000, 0).items).toHaveLength(5000);
  });

  test('never outgrows its capacity, stays in order, and ends with the newest', () => {
    for (const count of [11, 12, 100, 5000]) {
      const { items, seen } = sampled(count, 10);
      expect([items.length, items.at(-1), seen]).toEqual([10, count - 1, count]);
      expect(items).toEqual([...items].sort((a, b) => a - b));
    }
  });

  test('is spread evenly over what was seen', () => {
    let sum = 0;
    const runs = 400;
    for (let seed = 0; seed < runs; seed++) {
      const { items } = sampled(1000, 20, seed);
      sum += items.slice(0, -1).reduce((total, item) => total + item, 0) / 19;
    }
    // The mean of a uniform sample of 0…999; its standard error over these runs is about 3.
    expect(Math.abs(sum / runs - 499.5)).toBeLessThan(15);
  });

  test('gives the same sample for the same stream', () => {
    expect(sampled(1000, 20, 7).items).toEqual(sampled(1000, 20, 7).items);
    expect(sampled(1000, 20, 7).items).not.toEqual(sampled(1000, 20, 8).items);
  });

  test('estimates what it has seen after a removal, so that later items are not favoured', () => {
    const reservoir = sampled(1000, 10);
    const removed = reservoir.filter((item) => item < 500);
    expect(reservoir.items).toHaveLength(10 - removed);
    expect(reservoir.seen).toBe(1000 - removed * 100);
  });

  test('can be made smaller, and keeps an even sample with the newest then too', () => {
    let sum = 0;
    for (let seed = 0; seed < 400; seed++) {
      const reservoir = sampled(1000, 100, seed);
      reservoir.limit(20);
      expect(reservoir.items).toHaveLength(20);
      expect(reservoir.items.at(-1)).toBe(999);
      sum += reservoir.items.slice(0, -1).reduce((total, item) => total + item, 0) / 19;
      reservoir.add(1000);
      expect([reservoir.items.length, reservoir.items.at(-1)]).toEqual([20, 1000]);
    }
    expect(Math.abs(sum / 400 - 499.5)).toBeLessThan(15);
  });

  test('refuses a capacity that is none', () => {
    expect(() => new Reservoir(1.5)).toThrow(RangeError);
    expect(() => new Reservoir(-1)).toThrow('not -1');
  });
});
