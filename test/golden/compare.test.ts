/** The comparison itself: it accepts what TensorFlow gave and notices what differs. */

import { describe, expect, it } from 'vitest';
import { NdArray } from '../../engine/graph/index.ts';
import { difference, shapeDifference } from './compare.ts';
import { type GoldenCase, readFixture, toArray } from './fixture.ts';

const x = { dtype: 'float32', shape: [2], data: [1, 'NaN'] } as const;
const floats = (...data: number[]) => new NdArray('float32', [data.length], Float32Array.from(data));

describe('comparing with TensorFlow', () => {
  it.each([
    ['a value off by more than the tolerance', floats(1.0001, NaN), 'float32', /element 0/],
    ['a number for a NaN', floats(1, 2), 'float32', /element 1/],
    ['a NaN for a number', floats(NaN, NaN), 'float32', /element 0/],
    ['another shape', floats(1), 'float32', /shape/],
    ['another rank', floats(1, NaN).reshape([1, 2]), 'float32', /shape/],
    ['another type', floats(1, NaN), 'float64', /dtype/],
    ['a plain value for an array', 1, 'float32', /shape/],
  ] as const)('notices %s', (_, ours, dtype, message) => {
    expect(difference(ours, dtype, x)).toMatch(message);
  });

  it('notices an infinity that is not there, and a finite number in its place', () => {
    const infinity = { dtype: 'float32', shape: [1], data: ['Infinity'] } as const;
    expect(difference(floats(3e38), 'float32', infinity)).toMatch(/element 0/);
    expect(difference(floats(-Infinity), 'float32', infinity)).toMatch(/element 0/);
    expect(difference(floats(Infinity), 'float32', { ...infinity, data: [3e38] })).toMatch(/element 0/);
  });

  it('compares 64-bit integers exactly, plain ones too', () => {
    const large = { dtype: 'int64', shape: [], data: ['9007199254740993'] } as const;
    expect(difference(9007199254740993n, 'int64', large)).toBeUndefined();
    expect(difference(9007199254740992n, 'int64', large)).toMatch(/element 0/);
    expect(difference(7, 'int64', { ...large, data: ['7'] })).toBeUndefined();
    expect(difference(8, 'int64', { ...large, data: ['7'] })).toMatch(/element 0/);
  });

  it('asks of static shapes what TensorFlow knows, and no more', () => {
    expect(shapeDifference([2, 3], [null, 3])).toBeUndefined();
    expect(shapeDifference([null, 3], [null, 3])).toBeUndefined();
    expect(shapeDifference([null, null], [null, 3])).toMatch(/infers \[null,3\]/);
    expect(shapeDifference([2, 4], [null, 3])).toMatch(/infers/);
    expect(shapeDifference(null, [])).toMatch(/infers/);
  });

  it('accepts every recorded output as itself', () => {
    for (const family of ['unary', 'cast', 'index', 'reductions']) {
      for (const golden of readFixture<{ cases: GoldenCase[] }>(family).cases) {
        for (const output of golden.outputs ?? []) {
          const array = toArray(output);
          const fetched = output.shape.length === 0 ? array.at(0) : array;
          expect(difference(fetched, output.dtype, output), golden.name).toBeUndefined();
        }
      }
    }
  });
});
