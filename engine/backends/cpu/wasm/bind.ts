/** A kernel ready to run: its module made an instance over the heap, its addresses fixed. */

import { isUtf8 } from 'node:buffer';
import type { NumericData } from '../../../graph/index.ts';
import type { Parameter } from '../codegen/body.ts';
import { type Heap, viewOf } from '../memory/index.ts';
import type { ThreadPool } from '../threads/index.ts';
import type { ReadParameter, WasmKernel } from './kernel.ts';
import { compileModule, startMerging } from './module-cache.ts';
import { wasmFeatures } from './target.ts';
import { type Exports, type Module, webAssembly } from './web-assembly.ts';

/** Code depends on sizes alone, so that kernels in different places share an instance. */
const instances = new WeakMap<Heap, WeakMap<Module, Exports>>();

/** Where a kernel runs. */
export interface Place {
  readonly heap: Heap;
  readonly pool: ThreadPool;
  /** How many may share the work. */
  readonly threads: number;
}

export function bindWasmKernel(
  kernel: WasmKernel,
  addresses: readonly number[],
  { heap, pool, threads }: Place,
): () => void {
  const { binary, phases, parameters, prepare, finish } = kernel;
  const { module, merged } = compileModule(binary, isMerged(kernel));
  const exports = exportsOf(module, heap);
  const given = heap.addressType === 'i64' ? addresses.map(BigInt) : addresses;
  const jobs = phases.map(({ name, chunks, chunkNanoseconds }) => {
    const job = pool.job(module, exports[name], name, given, chunks, chunkNanoseconds);
    if (job.units === 1 || threads === 1) return exports[name].bind(undefined, 0, chunks, ...given);
    return () => pool.run(job, threads);
  });
  const [first] = jobs;
  const runAll = () => {
    for (const job of jobs) job();
    if (merged) clearUpperHalves();
  };
  const run = jobs.length === 1 && !merged ? first : runAll;
  if (prepare === undefined && finish === undefined) return run;
  const read: ReadParameter = (name, dtype, length) => {
    const at = parameters.findIndex((parameter) => parameter.name === name);
    return viewOf(heap, dtype, addresses[at], length) as NumericData;
  };
  const { length } = parameters.find(({ name }) => name === 'state') as Extract<Parameter, { kind: 'scratch' }>;
  const state = read('state', 'int32', length) as Int32Array;
  return () => {
    prepare?.(state);
    run();
    finish?.(state, read);
  };
}

/** Begins what takes long of it. `undefined`: nothing does. */
export function startCompiling(kernel: WasmKernel): Promise<void> | undefined {
  return isMerged(kernel) ? startMerging(kernel.binary) : undefined;
}

/** Optimised code takes a millisecond to compile, which a short kernel does not earn back. */
const WORTH_MERGING_NANOSECONDS = 5_000;

function isMerged({ phases, needsMerging }: WasmKernel): boolean {
  if (!wasmFeatures().revectorizer) return false;
  const whole = phases.reduce((sum, { chunks, chunkNanoseconds }) => sum + chunks * chunkNanoseconds, 0);
  return needsMerging === true || whole >= WORTH_MERGING_NANOSECONDS;
}

const blank = new Uint8Array(256);

/**
 * V8's code for 256-bit vectors leaves the upper halves of registers in use, which makes C++ code for 128 bits, such as
 * Math.exp, ten times slower until something clears them: as checking bytes for UTF-8 does, in 100 ns.
 */
function clearUpperHalves(): void {
  isUtf8(blank);
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
