/** Sessions whose tensors do not fit into 32-bit addresses. Memory that nobody touches costs nothing. */

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CpuExecutable } from '../../../../engine/backends/cpu/executable.ts';
import { HeapFull, hasWideHeap, Region, sharedHeap } from '../../../../engine/backends/cpu/memory/index.ts';
import { CpuStore } from '../../../../engine/backends/cpu/store.ts';
import { ResourceExhaustedError } from '../../../../engine/graph/index.ts';
import * as tf from '../../../../engine/index.ts';
import { binary, ProgramBuilder, unary } from '../../../../engine/ops/kernel-language/index.ts';
import { feed, naivePlan } from '../../naive-plan.ts';

const held: Region[] = [];

/** Takes all of a heap but crumbs. */
function fill(addressType: 'i32' | 'i64'): void {
  const heap = sharedHeap(addressType);
  for (let bytes = 8 * 2 ** 30; bytes >= 2 ** 20; ) {
    try {
      held.push(new Region(heap, bytes));
    } catch (cause) {
      if (!(cause instanceof HeapFull)) throw cause;
      bytes /= 2;
    }
  }
}

beforeEach(() => tf.resetDefaultGraph());
afterEach(() => {
  for (const region of held.splice(0)) region.release();
});

/** A step that reads a constant, draws random numbers, adds to a variable, and sums. */
function step() {
  const b = new ProgramBuilder();
  const size = 5_000;
  const x = feed(b, 'x', 'float32', [size]);
  const drawn = b.value('float32', [size]);
  b.append({ kind: 'random', output: drawn.id, distribution: 'uniform', seed: 3, seed2: 4, state: 'r', bounds: null });
  const old = b.read('v', 'float32', [size]);
  const table = b.constant(
    new tf.NdArray(
      'float32',
      [size],
      Float32Array.from({ length: size }, (_, i) => i / size),
    ),
  );
  const sum = b.map([old, x, drawn, table], (p, q, r, s) =>
    binary('add', binary('add', p, unary('tanh', q)), binary('mul', r, s)),
  );
  b.assign('v', sum);
  const product = b.matmul(b.reshape(sum, [50, 100]), b.reshape(x, [100, 50]));
  return { plan: naivePlan(b, [sum, b.reduce('sum', product, [0])]), data: new Float32Array(size).fill(0.25) };
}

describe.runIf(hasWideHeap())('a store that moves to 64-bit addresses', () => {
  it.each(['javascript', 'webAssembly', 'fastest'] as const)('goes on as if it had not, with %s kernels', (kernels) => {
    const results = [-1, 0, 2].map((when) => {
      const store = new CpuStore({ kernels });
      const { plan, data } = step();
      store.write('v', 'float32', [5_000], new Float32Array(5_000).fill(1));
      store.write('names', 'string', [2], ['a', 'b']);
      const executable = new CpuExecutable(plan, store);
      const runs = [0, 1, 2, 3].map((run) => {
        if (run === when) expect(store.widen()).toBe(true);
        return executable.run([data]).fetches;
      });
      expect(store.heap.addressType).toBe(when < 0 ? 'i32' : 'i64');
      const state = [store.read('v'), store.read('names'), store.describe('v')];
      executable.dispose();
      store.dispose();
      // Products may be summed in another order there.
      return {
        exact: [runs.map(([sum]) => sum), state],
        products: runs.flatMap((run) => [...(run[1] as Float32Array)]),
      };
    });
    for (const { exact, products } of results.slice(1)) {
      expect(exact).toEqual(results[0].exact);
      const errors = products.map((product, i) => Math.abs(product / results[0].products[i] - 1));
      expect(Math.max(...errors)).toBeLessThan(1e-5);
    }
  });

  it('keeps which variables hold values', () => {
    const store = new CpuStore();
    store.setMemory('empty', store.newVariable('float32', [3]));
    store.write('full', 'float32', [], Float32Array.of(2));
    store.widen();
    expect([store.isInitialized('empty'), store.isInitialized('full')]).toEqual([false, true]);
    expect(store.widen()).toBe(false);
    store.dispose();
  });

  it('gives all memory back, in both heaps', () => {
    const used = () => [sharedHeap('i32').bytesInUse, sharedHeap('i64').bytesInUse];
    sharedHeap('i64');
    new CpuStore({ addressType: 'i64' }).dispose();
    const before = used();
    const store = new CpuStore({ kernels: 'webAssembly' });
    const { plan, data } = step();
    store.write('v', 'float32', [5_000], new Float32Array(5_000));
    const executable = new CpuExecutable(plan, store);
    executable.run([data]);
    store.widen();
    executable.run([data]);
    expect(used()[0]).toBe(before[0]);
    executable.dispose();
    store.dispose();
    expect(used()).toEqual(before);
  });
});

describe.runIf(hasWideHeap())('a session, when memory with 32-bit addresses is full', () => {
  it('runs elsewhere', async () => {
    const v = new tf.Variable(tf.ones([1000, 1000]));
    const x = tf.placeholder('float32', [1000, 1000]);
    const y = tf.reduceSum(tf.matmul(v, x));
    using sess = new tf.Session();
    await sess.run(tf.globalVariablesInitializer());
    const ones = new tf.NdArray('float32', [1000, 1000], new Float32Array(1_000_000).fill(1));
    const before = await sess.run(y, [[x, ones]]);
    fill('i32');
    // A larger plan than before needs memory that the first heap no longer has.
    const z = tf.reduceSum(tf.matmul(tf.concat([v, v, v], 1), tf.concat([x, x, x], 0)));
    expect(await sess.run(z, [[x, ones]])).toBe(3e9);
    expect(await sess.run(y, [[x, ones]])).toBe(before);
    expect(before).toBe(1e9);
  });

  it('sets variables elsewhere', async () => {
    const v = new tf.Variable(tf.zeros([500_000]));
    using sess = new tf.Session();
    fill('i32');
    await sess.writeVariable(v.op.name, new tf.NdArray('float32', [500_000], new Float32Array(500_000).fill(2)));
    expect(await sess.run(tf.reduceSum(v))).toBe(1e6);
  });

  it('says what the largest tensors are when there is no memory at all, and goes on when there is', async () => {
    const x = tf.placeholder('float32', [1_000_000], { name: 'images' });
    const y = tf.reduceSum(tf.exp(x.mul(2)), 0, false, { name: 'total' }).add(tf.reduceMax(x));
    using sess = new tf.Session();
    const v = new tf.Variable(tf.zeros([2_000_000]), { name: 'weights' });
    fill('i32');
    fill('i64');
    const feeds = [[x, new Float32Array(1_000_000)]] as const;
    const failure = await sess.run(y, feeds).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ResourceExhaustedError);
    expect((failure as Error).message).toMatch(
      /this run needs \d+ bytes and the machine does not give as much\. The largest tensors are images:0: float32 \[1000000\], 4000000 bytes/,
    );
    const write = sess.writeVariable(v.op.name, new tf.NdArray('float32', [2_000_000], new Float32Array(2_000_000)));
    await expect(write).rejects.toThrow(
      "Variable 'weights' of shape [2000000] needs 8000000 bytes, and the machine does not give as much",
    );
    for (const region of held.splice(0)) region.release();
    expect(await sess.run(y, feeds)).toBe(1e6);
  });
});

it('the limit of a session holds whatever the machine has', async () => {
  const x = tf.placeholder('float32', [1_000_000]);
  using sess = new tf.Session({ config: { memoryLimit: 5_000_000 } });
  await expect(sess.run(tf.tanh(x).add(tf.reverse(x, [0])), [[x, new Float32Array(1_000_000)]])).rejects.toThrow(
    'the limit is 5000000',
  );
});
