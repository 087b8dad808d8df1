/** Arrays as `console.log` prints them. */

import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { type DType, NdArray, toNdArray } from '../../engine/graph/index.ts';

const textOf = (value: unknown, dtype?: DType) => inspect(toNdArray(value as never, dtype ? { dtype } : {}));

describe('an array in text', () => {
  it.each([
    [[1, 2, 3], undefined, '[1, 2, 3]'],
    [
      [
        [1, 2],
        [3, 4],
      ],
      undefined,
      '[[1, 2], [3, 4]]',
    ],
    [[], undefined, '[]'],
    [7, undefined, '7'],
    [[true, false], undefined, '[true, false]'],
    [['a', "it's"], undefined, "['a', 'it\\'s']"],
    [[1n, 2n ** 60n], 'int64', '[1, 1152921504606846976]'],
  ] as const)('has its elements', (value, dtype, text) => {
    expect(textOf(value, dtype)).toBe(text);
  });

  it('gives float32 in as few digits as tell which number it is, float64 in its own', () => {
    expect(textOf([0.1, 1 / 3, 1e-7, -0, 16777216, Number.NaN, Infinity])).toBe(
      '[0.1, 0.33333334, 1e-7, -0, 16777216, NaN, Infinity]',
    );
    expect(textOf([0.1, 1 / 3], 'float64')).toBe('[0.1, 0.3333333333333333]');
  });

  it('reads back as the same float32', () => {
    const values = Float32Array.from({ length: 500 }, (_, i) => Math.sin(i) * 10 ** ((i % 60) - 30));
    const text = inspect(new NdArray('float32', [500], values));
    expect(Float32Array.from(JSON.parse(text) as number[])).toEqual(values);
  });

  it('puts rows below each other where a line is too short', () => {
    const rows = new NdArray(
      'int32',
      [3, 12],
      Int32Array.from({ length: 36 }, (_, i) => i * 100),
    );
    expect(inspect(rows).split('\n')).toEqual([
      '[[0, 100, 200, 300, 400, 500, 600, 700, 800, 900, 1000, 1100],',
      ' [1200, 1300, 1400, 1500, 1600, 1700, 1800, 1900, 2000, 2100, 2200, 2300],',
      ' [2400, 2500, 2600, 2700, 2800, 2900, 3000, 3100, 3200, 3300, 3400, 3500]]',
    ]);
  });

  it('leaves out the middle of large ones', () => {
    expect(inspect(NdArray.zeros('float32', [2000]))).toBe('[0, 0, 0, …, 0, 0, 0]');
    expect(inspect(NdArray.zeros('float32', [600, 2]))).toBe('[[0, 0], [0, 0], [0, 0], …, [0, 0], [0, 0], [0, 0]]');
  });
});
