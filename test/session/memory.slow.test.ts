import { freemem } from 'node:os';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { beforeEach, describe, expect, it } from 'vitest';
import { hasWideHeap, sharedHeap } from '../../engine/backends/cpu/memory/index.ts';
import { sharedPool } from '../../engine/backends/cpu/threads/index.ts';
import * as tf from '../../engine/index.ts';

beforeEach(() => tf.resetDefaultGraph());

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Megabytes in use, once what can be collected is collected. */
async function megabytes(): Promise<number> {
  for (let i = 0; i < 4; i++) {
    collect();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 2 ** 20;
}

it('stays the same over 3,000 runs with feeds of 600 sizes', { timeout: 300_000 }, async () => {
  const x = tf.placeholder('float32', [null]);
  const y = tf.reduceSum(tf.booleanMask(x, tf.greater(x, 3)).mul(2));
  using sess = new tf.Session();
  const run = (n: number) => sess.run(y, [[x, new Float32Array(n).fill(4)]]);
  for (let i = 0; i < 600; i++) expect(await run(1 + i)).toBe(8 * (1 + i));
  const [before, { bytes }] = [await megabytes(), sess];
  for (let i = 0; i < 2400; i++) await run(1 + ((i * 7) % 600));
  expect(sess.bytes).toBe(bytes);
  expect((await megabytes()) - before).toBeLessThan(30);
});

it('stays the same over 100,000 runs of one plan', { timeout: 300_000 }, async () => {
  const x = tf.placeholder('float32', [100]);
  const v = new tf.Variable(tf.zeros([100]));
  const step = v.assignAdd(x);
  using sess = new tf.Session();
  await sess.run(tf.globalVariablesInitializer());
  const feed = new Float32Array(100).fill(1);
  const run = () => sess.run(step, [[x, feed]]);
  for (let i = 0; i < 10_000; i++) await run();
  const before = await megabytes();
  const { bytesInUse } = sharedHeap();
  for (let i = 0; i < 90_000; i++) await run();
  expect(sharedHeap().bytesInUse).toBe(bytesInUse);
  // Results kept would be 36 MB.
  expect((await megabytes()) - before).toBeLessThan(8);
  expect(((await run()) as tf.NdArray).at(0)).toBe(100_001);
});

/** A model whose kernels have constants, scratch memory, and enough work to be shared out. */
function model() {
  tf.resetDefaultGraph();
  const x = tf.placeholder('float32', [64, 64]);
  const v = new tf.Variable(tf.ones([64, 64]));
  const hidden = tf.tanh(tf.matmul(x, v).add(tf.constant(Array.from({ length: 64 }, (_, i) => i))));
  return { x, step: v.assign(tf.matmul(hidden, hidden, { transposeA: true }).mul(0.01)) };
}

describe('a thousand sessions', () => {
  const feed = new tf.NdArray('float32', [64, 64], new Float32Array(4096).fill(0.01));

  /** Opens that many, trains each a little, and leaves it. */
  async function train(count: number, leave: (sess: tf.Session) => void): Promise<void> {
    const { x, step } = model();
    for (let i = 0; i < count; i++) {
      const sess = new tf.Session();
      await sess.run(tf.globalVariablesInitializer());
      for (let run = 0; run < 2; run++) await sess.run(step, [[x, feed]]);
      leave(sess);
    }
  }

  it.each([
    ['were closed', (sess: tf.Session) => sess.close()],
    ['were dropped', () => {}],
  ])('leave nothing behind when they %s', { timeout: 300_000 }, async (_, leave) => {
    const pool = sharedPool(sharedHeap());
    await train(100, leave);
    const before = await megabytes();
    const { bytesInUse } = sharedHeap();
    const { knownJobs } = pool;
    for (let i = 0; i < 5; i++) {
      await train(200, leave);
      // What nobody holds goes when the collector gets to it.
      await megabytes();
    }
    // Each held more than 16 KiB: its variable, the arena, constants.
    expect(sharedHeap().bytesInUse - bytesInUse).toBeLessThan(2 ** 20);
    expect(pool.knownJobs - knownJobs).toBeLessThan(100);
    expect((await megabytes()) - before).toBeLessThan(30);
  });
});

// 64-bit memory is not everywhere, and a machine that is short of memory would swap.
it.runIf(hasWideHeap() && freemem() > 8 * 2 ** 30)(
  'more than 4 GiB of tensors are trained as few are',
  { timeout: 300_000 },
  async () => {
    const size = 370 * 2 ** 20;
    const [v, w, u] = [1, 2, 3].map((value) => new tf.Variable(tf.fill([size], value)));
    const total = tf.reduceMax(v.mul(w).add(u));
    using sess = new tf.Session();
    for (const variable of [v, w, u]) await sess.run(variable.initializer);
    expect(sess.bytes).toBeGreaterThan(4 * 2 ** 30);
    expect(await sess.run(total)).toBe(5);
    await sess.run(u.assign(v.add(w.mul(2))).op);
    expect(await sess.run([tf.reduceMin(u), total])).toEqual([5, 7]);
  },
);
