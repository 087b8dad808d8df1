/** Compares what examples print with what they should: word by word, and number by number where both say one. */

import { expect } from 'vitest';

/** Seeds fix every number up to the rounding of the processor, which training lets grow. */
const tolerance = 0.02;

const numbers = /-?\d+\.\d+/g;

/** Whole numbers must be the same; decimal fractions may differ by the tolerance, relative to the larger of it and 1. */
export function expectSameOutput(actual: string, expected: string): void {
  expect(actual.replace(numbers, '#.#')).toBe(expected.replace(numbers, '#.#'));
  const [found, wanted] = [actual, expected].map((text) => (text.match(numbers) ?? []).map(Number));
  for (const [index, value] of wanted.entries()) {
    const difference = Math.abs(found[index] - value) / Math.max(1, Math.abs(value));
    expect(difference, `number ${index + 1} is ${found[index]}, not ${value}`).toBeLessThan(tolerance);
  }
}
