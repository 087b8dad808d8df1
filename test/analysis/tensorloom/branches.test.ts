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

describe('tf.whileLoop', () => {
  it('is built from what its body gives', () => {
    expect(
      exportsOf(`
        const x = tf.placeholder('float32', [null, 3]);
        export const [i, y] = tf.whileLoop(
          (i, a) => i.less(10), (i, a) => [i.add(1), a.mul(x)], [tf.constant(0, 'int32'), tf.zerosLike(x)]);
        export const grown = tf.whileLoop((a) => tf.size(a).less(9), (a) => tf.concat([a, a], 0), [tf.ones([2, 5])],
          { shapeInvariants: [[null, 5]] });`),
    ).toMatchObject({
      i: 'int32[]',
      y: expect.stringMatching(/^float32\[.*, 3\]$/),
      grown: expect.stringMatching(/^float32\[.*, 5\]$/),
    });
  });

  it('opens sizes that change from pass to pass, and tells of a fault once', () => {
    const loop = (after: string) => `
      const x = tf.placeholder('float32', [null, 3]);
      export const y = tf.whileLoop((a) => tf.size(a).less(99), (a) => ${after}, [x]);`;
    const { y } = exportsOf(loop('tf.concat([a, x], 0)'));
    expect(y).toMatch(/^float32\[.*, 3\]$/);
    expect(errorsOf(loop('{ tf.matmul(a, tf.ones([5, 5])); return tf.concat([a, x], 0); }'))).toEqual([
      expect.stringContaining('tf.matmul(a, tf.ones([5, 5]))'),
    ]);
  });

  it('tells of a fault in a body at its place', () => {
    const loop = (body: string) => `
      const x = tf.ones([2, 3]);
      tf.whileLoop((i, a) => i.less(3), ${body}, [tf.constant(0), x]);`;
    expect(errorsOf(loop('(i, a) => [i.add(1), tf.matmul(a, x)]'))).toEqual([
      expect.stringContaining('tf.matmul(a, x)'),
    ]);
    expect(errorsOf(loop('(i, a) => [i.add(1), a]'))).toEqual([]);
  });

  it('tells of a variable that changes its shape', () => {
    const grows = 'tf.whileLoop((a) => tf.size(a).less(9), (a) => tf.concat([a, a], 0), [tf.ones([2])]);';
    expect(errorsOf(grows)).toEqual([expect.stringContaining('tf.whileLoop')]);
  });

  it('says nothing where a result is not known', () => {
    const loop = (body: string) => `tf.whileLoop((a) => tf.size(a).less(9), (a) => ${body}, [tf.ones([2])]);`;
    expect(errorsOf(loop('somewhere(a)'))).toEqual([]);
    expect(errorsOf(loop('tf.reshape(a, somewhere())'))).toEqual([]);
    expect(errorsOf(loop('tf.reshape(a, [1, 2])'))).toHaveLength(1);
  });
});

describe('tf.TensorArray', () => {
  const model = (body: string) => `
    const x = tf.placeholder('float32', [null, 5, 3]);
    const inputs = new tf.TensorArray('float32', 5).unstack(tf.transpose(x, [1, 0, 2]));
    const outputs = new tf.TensorArray('float32', 5);
    const [, written] = tf.whileLoop(
      (i) => i.less(5), (i, out) => [i.add(1), out.write(i, ${body})], [tf.constant(0, 'int32'), outputs]);
    export const y = written.stack();`;

  it('knows what is written into it in a loop', () => {
    const { y } = exportsOf(model('tf.matmul(inputs.read(i), tf.ones([3, 4]))'));
    expect(y).toMatch(/^float32\[.*, .*, 4\]$/);
  });

  it('has faults told where they are', () => {
    expect(errorsOf(model('tf.matmul(inputs.read(i), tf.ones([4, 4]))'))).toEqual([
      expect.stringContaining('tf.matmul(inputs.read(i), tf.ones([4, 4]))'),
    ]);
  });
});

describe('functions of rows', () => {
  it('have shapes', () => {
    expect(
      exportsOf(`
        const x = tf.placeholder('float32', [null, 3]);
        const w = tf.ones([3, 4]);
        export const mapped = tf.mapFn((row) => tf.matmul(tf.expandDims(row, 0), w), x);
        export const folded = tf.foldl((sum, row) => sum.add(row), x);
        export const scanned = tf.scan((sum, row) => sum.add(row), tf.ones([5, 2]));`),
    ).toMatchObject({
      mapped: expect.stringMatching(/^float32\[.*, 1, 4\]$/),
      folded: 'float32[3]',
      scanned: 'float32[5, 2]',
    });
  });

  it('have faults told where they are', () => {
    expect(errorsOf('tf.mapFn((row) => tf.matmul(row, row), tf.ones([2, 3]));')).toEqual([
      expect.stringContaining('tf.matmul(row, row)'),
    ]);
  });
});

describe('a fetch', () => {
  it('of what is inside a branch is refused', () => {
    expect(
      errorsOf(`
        const x = tf.constant(1);
        let inside = x;
        const y = tf.cond(tf.less(x, 2), () => { inside = x.mul(2); return inside; }, () => x);
        using sess = new tf.Session();
        await sess.run(y);
        await sess.run(inside);`),
    ).toEqual(['fetch-invalid «inside»']);
  });
});
