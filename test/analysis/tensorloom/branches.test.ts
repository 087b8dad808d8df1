/** Branches and bodies of loops are functions that the engine calls: faults inside are found where they stand. */

import { describe, expect, it } from 'vitest';
import { errorsOf, exportsOf } from './analyzed.ts';

describe('tf.cond', () => {
  it('is built from what its branches give', () => {
    expect(
      exportsOf(`
        const x = tf.placeholder('float32', [null, 3]);
        const p = tf.placeholder('bool', []);
        export const same = tf.cond(p, () => x.mul(2), () => tf.zerosLike(x));
        export const other = tf.cond(p, () => tf.ones([2]), () => tf.ones([3]));
        export const nest = tf.cond(p, () => ({ a: x, b: 1 }), () => ({ a: x, b: 2 })).b;
        export const chosen = tf.case([[p, () => tf.ones([4])]], { default: () => tf.zeros([4]) });`),
    ).toMatchObject({ same: expect.stringMatching(/^float32\[.*, 3\]$/), nest: 'float32[]', chosen: 'float32[4]' });
  });

  it('tells of a fault in a branch at its place', () => {
    const model = (branches: string) => `
      const x = tf.placeholder('float32', [null, 3]);
      const w = tf.ones([4, 5]);
      const p = tf.placeholder('bool', []);
      export const y = ${branches};`;
    expect(errorsOf(model('tf.cond(p, () => tf.matmul(x, w), () => tf.zeros([1, 5]))'))).toEqual([
      expect.stringContaining('tf.matmul(x, w)'),
    ]);
    expect(errorsOf(model('tf.cond(p, () => tf.ones([1, 5]), () => tf.matmul(x, w))'))).toEqual([
      expect.stringContaining('tf.matmul(x, w)'),
    ]);
    expect(errorsOf(model('tf.case([[p, () => tf.matmul(x, w)]], { default: () => x })'))).toEqual([
      expect.stringContaining('tf.matmul(x, w)'),
    ]);
    expect(errorsOf(model('tf.cond(unknownThing, () => tf.matmul(x, w), () => x)'))).toContainEqual(
      expect.stringContaining('tf.matmul(x, w)'),
    );
  });

  it('says which results do not fit each other', () => {
    expect(
      errorsOf(`const p = tf.placeholder('bool', []);
        tf.cond(p, () => tf.constant(1), () => tf.constant(1, 'int32'));`),
    ).toHaveLength(1);
  });
});
