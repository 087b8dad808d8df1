/** Threads that share the work of kernels. Knows no plans. */

import type { Heap } from '../memory/index.ts';
import { ThreadPool } from './pool.ts';

export { type Job, type PoolOptions, ThreadPool } from './pool.ts';
export { StallWatch } from './stalls.ts';
export { type Run, runOfSteps, type Step, type Steps, withAddresses } from './steps.ts';

const pools = new WeakMap<Heap, ThreadPool>();

/** The pool of all sessions whose tensors lie in `heap`; its threads start when first needed. */
export function sharedPool(heap: Heap): ThreadPool {
  let pool = pools.get(heap);
  if (pool === undefined) {
    pool = new ThreadPool(heap);
    pools.set(heap, pool);
  }
  return pool;
}
