import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { beforeEach, expect, it } from 'vitest';
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

it('stays the same over 5,000 runs with feeds of 1,000 sizes', { timeout: 300_000 }, async () => {
  const x = tf.placeholder('float32', [null]);
  const y = tf.reduceSum(tf.booleanMask(x, tf.greater(x, 3)).mul(2));
  using sess = new tf.Session();
  const run = (n: number) => sess.run(y, [[x, new Float32Array(n).fill(4)]]);
  for (let i = 0; i < 1000; i++) expect(await run(1 + i)).toBe(8 * (1 + i));
  const [before, { bytes }] = [await megabytes(), sess];
  for (let i = 0; i < 4000; i++) await run(1 + ((i * 7) % 1000));
  expect(sess.bytes).toBe(bytes);
  expect((await megabytes()) - before).toBeLessThan(30);
});

it('stays the same over 50,000 runs of one plan', { timeout: 300_000 }, async () => {
  const x = tf.placeholder('float32', [100]);
  const v = new tf.Variable(tf.zeros([100]));
  const step = v.assignAdd(x);
  using sess = new tf.Session();
  await sess.run(tf.globalVariablesInitializer());
  const feed = new Float32Array(100).fill(1);
  const run = () => sess.run(step, [[x, feed]]);
  for (let i = 0; i < 10_000; i++) await run();
  const before = await megabytes();
  for (let i = 0; i < 40_000; i++) await run();
  // Results kept would be 16 MB.
  expect((await megabytes()) - before).toBeLessThan(8);
  expect(((await run()) as tf.NdArray).at(0)).toBe(50_001);
});
