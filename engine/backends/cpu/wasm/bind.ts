/** A kernel ready to run: its module made an instance over the heap, its addresses fixed. */

import type { Heap } from '../memory/index.ts';
import type { ThreadPool } from '../threads/index.ts';
import type { WasmKernel } from './kernel.ts';
import { compileModule } from './module-cache.ts';
import { type Exports, type Module, webAssembly } from './web-assembly.ts';

/** Code depends on sizes alone, so that kernels in different places share an instance. */
const instances = new WeakMap<Heap, WeakMap<Module, Exports>>();

/** @param threads - how many may share the work. */
export function bindWasmKernel(
  { binary, phases }: WasmKernel,
  heap: Heap,
  addresses: readonly number[],
  pool: ThreadPool,
  threads: number,
): () => void {
  const module = compileModule(binary);
  const exports = exportsOf(module, heap);
  const given = heap.addressType === 'i64' ? addresses.map(BigInt) : addresses;
  const jobs = phases.map(({ name, chunks, chunkNanoseconds }) => {
    const job = pool.job(module, exports[name], name, given, chunks, chunkNanoseconds);
    if (job.units === 1 || threads === 1) return exports[name].bind(undefined, 0, chunks, ...given);
    return () => pool.run(job, threads);
  });
  if (jobs.length === 1) return jobs[0];
  return () => {
    for (const job of jobs) job();
  };
}

function exportsOf(module: Module, heap: Heap): Exports {
  let ofHeap = instances.get(heap);
  if (ofHeap === undefined) {
    ofHeap = new WeakMap();
    instances.set(heap, ofHeap);
  }
  let exports = ofHeap.get(module);
  if (exports === undefined) {
    exports = new webAssembly!.Instance(module, { env: { memory: heap.memory! } }).exports;
    ofHeap.set(module, exports);
  }
  return exports;
}
