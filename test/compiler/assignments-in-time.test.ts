/** Variables change when it is their turn: not before what may yet fail, and one contents after the other. */

import { beforeEach, describe, expect, it } from 'vitest';
import * as tf from '../../engine/index.ts';

beforeEach(() => tf.resetDefaultGraph());

const noise = (shape: number[], step: number) =>
  new tf.NdArray(
    'float32',
    shape,
    Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => Math.sin(1 + i * step)),
  );
const values = (result: unknown) => [...((result as tf.NdArray).data as Float32Array)];

async function started(): Promise<tf.Session> {
  const session = new tf.Session({ config: { compiler: { verify: true } } });
  await session.run(tf.globalVariablesInitializer());
  return session;
}

describe('an assignment that waits', () => {
  it.each(['the product', 'its sums'])('for a check is not made by %s before', async (what) => {
    const x = tf.placeholder('float32', [128, 8]);
    const w = tf.placeholder('float32', [8, 64]);
    const ok = tf.placeholder('bool', []);
    const y = tf.matmul(x, w);
    const value = what === 'its sums' ? tf.reduceSum(y, [0]) : y;
    const v = new tf.Variable(tf.zeros(value.shape.asList() as number[]));
    const update = tf.controlDependencies([tf.Assert(ok, [y])], () => v.assign(value));
    using session = await started();
    const feeds = (isFine: boolean): tf.Feeds => [
      [x, noise([128, 8], 0.3)],
      [w, noise([8, 64], 0.7)],
      [ok, isFine],
    ];
    await expect(session.run(update, feeds(false))).rejects.toThrow(/assertion failed/);
    expect(new Set(values(await session.run(v)))).toEqual(new Set([0]));
    await session.run(update, feeds(true));
    expect(values(await session.run(v))).not.toContain(0);
  });

  it('for a gather is not made before its indices are checked', async () => {
    const table = tf.placeholder('float32', [10, 8]);
    const indices = tf.placeholder('int32', [16]);
    const found = tf.gather(table, indices);
    const v = new tf.Variable(tf.zeros([4]));
    const update = tf.controlDependencies([found.op], () => v.assign([1, 2, 3, 4]));
    const y = tf.matmul(found, tf.ones([8, 64]));
    using session = await started();
    const feeds = (index: number): tf.Feeds => [
      [table, noise([10, 8], 0.3)],
      [indices, new Array(16).fill(index)],
    ];
    await expect(session.run([y, update], feeds(99))).rejects.toThrow(/is not in \[0, 10\)/);
    expect(values(await session.run(v))).toEqual([0, 0, 0, 0]);
    await session.run([y, update], feeds(9));
    expect(values(await session.run(v))).toEqual([1, 2, 3, 4]);
  });
});

it('two outputs of one product go into a variable one after the other', async () => {
  const x = tf.placeholder('float32', [1, 8]);
  const w = tf.placeholder('float32', [8, 4096]);
  const v = new tf.Variable(tf.zeros([1, 4096]));
  const y = tf.matmul(x, w);
  const first = v.assign(y.add(1));
  const between = tf.controlDependencies([first], () => tf.multiply(v.value(), 2));
  const second = tf.controlDependencies([between], () => v.assign(tf.reshape(tf.reduceSum(y, [0]), [1, 4096])));
  const direct = v.assign(y);
  const seen = tf.controlDependencies([direct], () => tf.multiply(v.value(), 2));
  const last = tf.controlDependencies([seen], () => v.assign(tf.reshape(tf.reduceSum(y, [0]), [1, 4096])));
  using session = await started();
  const feeds: tf.Feeds = [
    [x, noise([1, 8], 0.3)],
    [w, noise([8, 4096], 0.7)],
  ];
  const wanted = values(await session.run(y, feeds));
  const close = (got: number[], make: (y: number) => number) =>
    got.every((value, i) => Math.abs(value - make(wanted[i])) < 1e-5);
  const [a] = (await session.run([between, second], feeds)) as unknown[];
  expect(close(values(a), (each) => 2 * (each + 1))).toBe(true);
  const [b] = (await session.run([seen, last], feeds)) as unknown[];
  expect(close(values(b), (each) => 2 * each)).toBe(true);
  expect(close(values(await session.run(v)), (each) => each)).toBe(true);
});
