/** Switch and Merge in sessions, as imported graphs use them: decided by feeds, and by what earlier stages computed. */

import { beforeEach, describe, expect, it } from 'vitest';
import * as tf from '../../engine/index.ts';
import { addOp } from '../../engine/ops/index.ts';

beforeEach(() => tf.resetDefaultGraph());

const branches = (data: tf.Tensor, pred: tf.Tensor) => addOp('Switch', [data, pred]).outputs;
const merge = (...inputs: tf.Tensor[]) => addOp('Merge', [inputs]).outputs;
const list = (value: unknown) => (value as tf.NdArray).toArray();
async function initialized(): Promise<tf.Session> {
  const init = tf.globalVariablesInitializer();
  const sess = new tf.Session();
  await sess.run(init);
  return sess;
}

describe('a branch', () => {
  it('is taken as the predicate says, run after run', async () => {
    const pred = tf.placeholder('bool', []);
    const x = tf.placeholder('float32', [null]);
    const [no, yes] = branches(x, pred);
    const [value, index] = merge(no.mul(10), yes.add(1));
    using sess = new tf.Session();
    for (const taken of [true, false, true]) {
      const feeds = [
        [pred, taken],
        [x, [1, 2]],
      ] as const;
      const [v, i] = await sess.run([value, index], feeds);
      expect([list(v), i]).toEqual(taken ? [[2, 3], 1] : [[10, 20], 0]);
      await expect(sess.run(taken ? no : yes, feeds)).rejects.toThrow('does not have value');
    }
  });

  it('computes with what is fed inside it', async () => {
    const pred = tf.placeholder('bool', []);
    const [no, yes] = branches(tf.constant([1]), pred);
    const [value] = merge(no.mul(10), yes.add(1));
    using sess = new tf.Session();
    const run = async (taken: boolean, fed: tf.Tensor) =>
      list(
        await sess.run(value, [
          [pred, taken],
          [fed, [7]],
        ]),
      );
    expect(await run(true, yes)).toEqual([8]);
    expect(await run(false, no)).toEqual([70]);
  });

  it('has a gradient where it is taken, and none where it is not', async () => {
    const pred = tf.placeholder('bool', []);
    const [no, yes] = branches(tf.constant([1, 2]), pred);
    const [a, b] = [tf.identity(no), tf.identity(yes)];
    const [value] = merge(a.mul(10), b.mul(b));
    const [byA, byB] = tf.gradients(value, [a, b]) as tf.Tensor[];
    using sess = new tf.Session();
    expect(list(await sess.run(byB, [[pred, true]]))).toEqual([2, 4]);
    expect(list(await sess.run(byA, [[pred, false]]))).toEqual([10, 10]);
    await expect(sess.run(byA, [[pred, true]])).rejects.toThrow('does not have value');
  });

  it('decided by a size changes variables on the side taken only', async () => {
    const x = tf.placeholder('float32', [null]);
    const v = new tf.Variable(0);
    const kept = tf.booleanMask(x, tf.greater(x, 0));
    const [no, yes] = branches(kept, tf.greater(tf.size(kept), 1));
    const [value] = merge(tf.identity(v.assignSub(tf.reduceSum(no))), tf.identity(v.assignAdd(tf.reduceSum(yes))));
    using sess = await initialized();
    const run = (fed: number[]) => sess.run(value, [[x, fed]]);
    expect([await run([1, 2, -1]), await run([1, -2, -1]), await run([1, 2, -1])]).toEqual([3, 2, 5]);
  });

  it('not taken stays dead in later stages, operations without outputs too', async () => {
    const x = tf.placeholder('float32', [null]);
    const pred = tf.placeholder('bool', []);
    const v = new tf.Variable(0);
    const kept = tf.booleanMask(x, tf.greater(x, 0));
    const [, yes] = branches(tf.constant(1), pred);
    const inside = tf.controlDependencies([tf.identity(yes)], () => tf.noOp());
    const bump = tf.controlDependencies([inside], () => v.assignAdd(tf.reduceSum(kept)));
    using sess = await initialized();
    for (const taken of [false, true, false]) {
      await sess.run(bump.op, [
        [x, [3, -1]],
        [pred, taken],
      ]);
    }
    expect(await sess.run(v)).toBe(3);
  });
});

describe('variables made from variables', () => {
  it('are initialised several levels deep, and again', async () => {
    const variables = [new tf.Variable(1)];
    for (let i = 0; i < 6; i++) variables.push(new tf.Variable(variables[i].value().add(variables[0].value())));
    const init = tf.globalVariablesInitializer();
    using sess = new tf.Session();
    for (let i = 0; i < 2; i++) {
      await sess.run(init);
      expect(await sess.run(variables)).toEqual([1, 2, 3, 4, 5, 6, 7]);
      await sess.run(variables[0].assign(5));
    }
  });
});

describe('random numbers', () => {
  it('are drawn once a run, in whatever stage, and the same whatever the compiler does', async () => {
    tf.setRandomSeed(7);
    const r = tf.randomUniform([20]);
    const kept = tf.booleanMask(r, tf.greater(r, 0.5));
    const dropped = tf.nn.dropout(kept, 0.5);
    const twice = [r, r.mul(2), kept, tf.reduceSum(dropped.mul(2)), tf.reduceSum(dropped), tf.randomShuffle([1, 2, 3])];
    const runs: unknown[][] = [];
    for (const on of [true, false]) {
      using sess = new tf.Session({ config: { compiler: { share: on, fuse: on, reuse: on, verify: true } } });
      for (let i = 0; i < 2; i++) {
        const values = (await sess.run(twice)).map((value) => (value instanceof tf.NdArray ? [...value.data] : value));
        const [drawn, doubled, some, sumOfDoubles, sum] = values as [number[], number[], number[], number, number];
        expect(doubled).toEqual(drawn.map((n) => 2 * n));
        expect(some).toEqual(drawn.filter((n) => n > 0.5));
        expect(sumOfDoubles).toBeCloseTo(2 * sum, 4);
        runs.push(values);
      }
    }
    expect(runs[0]).toEqual(runs[2]);
    expect(runs[1]).toEqual(runs[3]);
    expect(runs[0]).not.toEqual(runs[1]);
  });
});
