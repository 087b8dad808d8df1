/** Pools of a test's own that share out everything, however short. */

import { CpuExecutable } from '../../../../engine/backends/cpu/executable.ts';
import { Heap } from '../../../../engine/backends/cpu/memory/heap.ts';
import { CpuStore } from '../../../../engine/backends/cpu/store.ts';
import { type PoolOptions, ThreadPool } from '../../../../engine/backends/cpu/threads/index.ts';
import { constantPool } from '../../../../engine/backends/cpu/wasm/target.ts';
import type { Plan } from '../../../../engine/compiler/index.ts';
import type { TensorData } from '../../../../engine/graph/index.ts';

export const ownPool = (options: PoolOptions = {}): ThreadPool =>
  new ThreadPool(new Heap('i32', constantPool), {
    threads: 4,
    worthwhile: { awake: 0, asleep: 0, unstarted: 0 },
    unitNanoseconds: 1,
    ...options,
  });

/** The fetches of `runs` runs in a store of its own. */
export function runOn(pool: ThreadPool, plan: Plan, feeds: readonly TensorData[], threads: number, runs = 1) {
  const store = new CpuStore({ kernels: 'webAssembly', threads }, pool);
  const executable = new CpuExecutable(plan, store);
  const results = Array.from({ length: runs }, () => executable.run(feeds).fetches);
  executable.dispose();
  store.dispose();
  return results;
}
