import { beforeEach, describe, expect, it } from 'vitest';
import * as tf from '../../engine/index.ts';

beforeEach(() => tf.resetDefaultGraph());

const list = (value: unknown) => (value as tf.NdArray).toArray();
async function initialized(): Promise<tf.Session> {
  const init = tf.globalVariablesInitializer();
  const sess = new tf.Session();
  await sess.run(init);
  return sess;
}

describe('several variables in one run', () => {
  it('keep the old contents of each for all that read them, also for kernels that overwrite another', async () => {
    const w = new tf.Variable([10, 10]);
    const v = new tf.Variable([1, 1]);
    const [oldW, oldV] = [tf.identity(w), tf.identity(v)];
    const newW = tf.assignAdd(w, [5, 5]);
    const newV = tf.assign(v, tf.add(oldV, oldW));
    const after = tf.add(oldV, oldW).mul(2);
    using sess = await initialized();
    expect((await sess.run([after, newW, newV, oldV, oldW])).map(list)).toEqual([
      [22, 22],
      [15, 15],
      [11, 11],
      [1, 1],
      [10, 10],
    ]);
  });

  it('are not changed by an assignment that only takes their contents', async () => {
    const v = new tf.Variable([1, 1]);
    const w = new tf.Variable([5, 5]);
    const copied = tf.assign(w, v.op.outputs[0]);
    const newV = tf.assign(v, tf.subtract(v, 3));
    const least = tf.minimum(v, copied);
    using sess = await initialized();
    // `least` waits for an assignment to w, not for the one to v: it reads what v held when the run began.
    expect((await sess.run([newV, least])).map(list)).toEqual([
      [-2, -2],
      [1, 1],
    ]);
  });
});

describe('a variable without a fixed size', () => {
  it('passes through several sizes in one run', async () => {
    const v = new tf.Variable([1], { validateShape: false });
    const two = tf.assign(v, [1, 2], { validateShape: false });
    const pair = tf.identity(two);
    const three = tf.assign(v, [1, 2, 3], { validateShape: false });
    using sess = await initialized();
    for (let i = 0; i < 2; i++) {
      expect((await sess.run([pair, three])).map(list)).toEqual([
        [1, 2],
        [1, 2, 3],
      ]);
    }
    expect(list(await sess.run(v))).toEqual([1, 2, 3]);
  });

  it('keeps its contents when the run fails between two sizes', async () => {
    const v = new tf.Variable([7], { validateShape: false });
    const x = tf.placeholder('float32', [2]);
    const two = tf.assign(v, x, { validateShape: false });
    const checked = tf.controlDependencies([two], () => tf.checkNumerics(x, 'x'));
    const three = tf.assign(v, tf.concat([checked, [3]], 0), { validateShape: false });
    using sess = await initialized();
    await expect(sess.run(three, [[x, [1, Number.NaN]]])).rejects.toThrow(tf.errors.InvalidArgumentError);
    expect(list(await sess.run(three, [[x, [1, 2]]]))).toEqual([1, 2, 3]);
  });
});

describe('a run that fails', () => {
  it('leaves a variable as it was, though its new contents are half computed', async () => {
    const v = new tf.Variable([1, 2, 3], { dtype: 'int32' });
    const i = tf.placeholder('int32', [3]);
    const picked = tf.assign(v, tf.gather(tf.constant([10, 20, 30], { dtype: 'int32' }), i));
    const divided = tf.assign(v, tf.floordiv(tf.constant([10, 20, 30], { dtype: 'int32' }), i));
    using sess = await initialized();
    await expect(sess.run(picked, [[i, [0, 1, 7]]])).rejects.toThrow('7 is not in [0, 3)');
    expect(list(await sess.run(v))).toEqual([1, 2, 3]);
    await expect(sess.run(divided, [[i, [5, 5, 0]]])).rejects.toThrow(tf.errors.InvalidArgumentError);
    expect(list(await sess.run(v))).toEqual([1, 2, 3]);
    expect(list(await sess.run(divided, [[i, [5, 5, 5]]]))).toEqual([2, 4, 6]);
  });
});

describe('a reference whose elements decide a shape', () => {
  it('is read when they are asked for, and stays the variable afterwards', async () => {
    const x = tf.placeholder('float32', [null]);
    const size = new tf.Variable([1, 1], { dtype: 'int32' });
    const assigned = size.assign([2, 3]);
    const shaped = tf.reshape(x, assigned);
    const later = tf.controlDependencies([shaped], () => size.assign([3, 2]));
    const again = tf.controlDependencies([later], () => tf.identity(assigned));
    using sess = await initialized();
    const feeds = [[x, [1, 2, 3, 4, 5, 6]]] as const;
    for (let i = 0; i < 2; i++) {
      const [y, contents] = await sess.run([shaped, again], feeds);
      expect((y as tf.NdArray).shape).toEqual([2, 3]);
      expect(list(contents)).toEqual([3, 2]);
    }
    expect(list(await sess.run(size))).toEqual([3, 2]);
  });
});

describe('what a caller does with arrays', () => {
  it('does not reach runs that wait their turn', async () => {
    const x = tf.placeholder('float32', [1]);
    const y = x.mul(2);
    using sess = new tf.Session();
    const buffer = new Float32Array(1);
    const runs = [1, 2, 3].map((n) => {
      buffer[0] = n;
      return sess.run(y, [[x, buffer]]);
    });
    expect((await Promise.all(runs)).map(list)).toEqual([[2], [4], [6]]);
  });

  it('does not reach variables, constants, feeds or later fetches', async () => {
    const v = new tf.Variable([1, 2]);
    const c = tf.constant([3, 4]);
    const x = tf.placeholder('float32', [2]);
    using sess = await initialized();
    const fed = new Float32Array([5, 6]);
    for (const fetch of [v, v.value(), c, x]) {
      const first = (await sess.run(fetch, [[x, fed]])) as tf.NdArray;
      const before = list(first);
      (first.data as Float32Array).fill(-1);
      expect(list(await sess.run(fetch, [[x, fed]]))).toEqual(before);
    }
    expect([...fed]).toEqual([5, 6]);
  });
});

describe('a session', () => {
  it('refuses runs that were waiting when it was closed', async () => {
    const x = tf.constant(1).add(1);
    const sess = new tf.Session();
    const [first, second] = [sess.run(x), sess.run(x)];
    sess.close();
    const refused = expect(second).rejects.toThrow('Attempted to use a closed Session.');
    expect(await first).toBe(2);
    await refused;
  });

  it('takes what was fed when it was asked to run, also while it compiles', async () => {
    const x = tf.placeholder('float32', [64, 64]);
    const product = tf.reduceSum(tf.matmul(x, x));
    const sess = new tf.Session();
    const fed = new tf.NdArray('float32', [64, 64], new Float32Array(64 * 64).fill(1));
    const run = sess.run(product, [[x, fed]]);
    (fed.data as Float32Array).fill(0);
    sess.close();
    expect(await run).toBe(64 ** 3);
    expect(sess.bytes).toBe(0);
  });

  it.each(['first', 'second'])('leads from a fault of a %s run to who asked for it', async (which) => {
    const index = tf.placeholder('int32', []);
    const element = tf.gather(tf.constant([1, 2]), index);
    using sess = new tf.Session();
    if (which === 'second') await sess.run(element, [[index, 1]]);
    try {
      await sess.run(element, [[index, 7]]);
      expect.unreachable();
    } catch (error) {
      expect((error as Error).message).toContain('is not in [0, 2)');
      expect((error as Error).stack).toContain('state.test.ts');
    }
  });

  it('runs a finalized graph and adds nothing to it', async () => {
    const graph = tf.getDefaultGraph();
    const v = new tf.Variable([1, 2, 3]);
    const kept = tf.booleanMask(v.value(), tf.greater(v.value(), 1));
    const bump = v.assignAdd([1, 1, 1]);
    using sess = await initialized();
    graph.finalize();
    const { version } = graph;
    expect(list(await sess.run(kept))).toEqual([2, 3]);
    await sess.run(bump);
    expect(list(await v.eval(sess))).toEqual([2, 3, 4]);
    expect(graph.version).toBe(version);
    expect(() => tf.constant(1)).toThrow('Graph is finalized and cannot be modified.');
  });

  it('keeps a bounded amount of memory over feeds of many sizes', async () => {
    const x = tf.placeholder('float32', [null]);
    const y = tf.reduceSum(tf.booleanMask(x, tf.greater(x, 3)).mul(2));
    using sess = new tf.Session();
    const sum = (n: number) => Array.from({ length: n }, (_, i) => (i > 3 ? 2 * i : 0)).reduce((a, b) => a + b, 0);
    for (let i = 0; i < 600; i++) {
      const n = 1 + ((i * 7) % 200);
      expect(await sess.run(y, [[x, Float32Array.from({ length: n }, (_, k) => k)]])).toBe(sum(n));
    }
    expect(sess.bytes).toBeLessThan(20_000);
    expect(sess.describePlans().length).toBeLessThanOrEqual(64 * 2);
  });
});
