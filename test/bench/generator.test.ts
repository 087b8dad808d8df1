import { describe, expect, it } from 'vitest';
import { classesOf, elementsOf, oneHotOf, sampledIndices, samplesOf } from '../../bench/engine/generator.ts';

describe('inputs', () => {
  it('are the same every time, and for every language', () => {
    // Of peers/python/generator.py.
    const elements = elementsOf({ seed: 7, shape: [2, 2], low: -1, high: 1 });
    expect([...elements]).toEqual([
      0.10798096656799316, -0.9504705667495728, 0.13736510276794434, -0.06927478313446045,
    ]);
    expect(classesOf({ seed: 3, rows: 8, classes: 10 })).toEqual([5, 3, 3, 5, 2, 5, 8, 9]);
  });
  it('fill their range evenly', () => {
    const elements = elementsOf({ seed: 1, shape: [100_000], low: 2, high: 4 });
    expect(elements.every((value) => value >= 2 && value < 4)).toBe(true);
    expect(elements.reduce((sum, value) => sum + value, 0) / elements.length).toBeCloseTo(3, 2);
  });
  it('of different seeds are different', () => {
    const [a, b] = [1, 2].map((seed) => elementsOf({ seed, shape: [1000], low: 0, high: 1 }));
    expect(a.filter((value, index) => value === b[index])).toHaveLength(0);
  });
  it('can be one number all over', () => {
    expect([...elementsOf({ seed: 1, shape: [2], low: 0.5, high: 0.5 })]).toEqual([0.5, 0.5]);
  });
  it('of labels have a single one a row', () => {
    const labels = { seed: 5, rows: 3, classes: 4 };
    const rows = oneHotOf(labels);
    for (const [row, label] of classesOf(labels).entries()) {
      expect([...rows.subarray(row * 4, row * 4 + 4)]).toEqual([0, 1, 2, 3].map((at) => (at === label ? 1 : 0)));
    }
  });
});

describe('samples', () => {
  it('are all of a small tensor', () => {
    expect(samplesOf([5, 6, 7])).toEqual([5, 6, 7]);
  });
  it('are spread over a large one', () => {
    const indices = sampledIndices(1 << 20);
    expect(indices).toHaveLength(256);
    expect(indices[1]).toBe(4096);
    expect(indices.at(-1)).toBe((1 << 20) - 4096);
  });
});
