/** A kernel ready to run: its module made an instance over the heap, its addresses fixed. */

import { isUtf8 } from 'node:buffer';
import type { NumericData } from '../../../graph/index.ts';
import type { Parameter } from '../codegen/body.ts';
import { type Heap, viewOf } from '../memory/index.ts';
import { runOfSteps, type Step, type Steps, type ThreadPool, withAddresses } from '../threads/index.ts';
import type { ReadParameter, WasmKernel } from './kernel.ts';
import { compileModule, startMerging } from './module-cache.ts';
import { isRevectorizing } from './revectorizer/index.ts';
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
  const merged = areWorthMerging([kernel]) || isRevectorizing();
  const module = compileModule(binary, merged);
  const exports = exportsOf(module, heap);
  const given = heap.addressType === 'i64' ? addresses.map(BigInt) : addresses;
  const jobs = phases.map(({ name, chunks, chunkNanoseconds }) => {
    const steps: Steps = { order: 'in turn', list: [{ module, name, addresses: given, chunksOfBlock: 1, chunks }] };
    const run = withAddresses(exports[name], given);
    const job = pool.job({ steps, run }, chunks, chunkNanoseconds);
    if (job.units === 1 || threads === 1) return () => run(0, chunks);
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

/** A kernel that runs together with others, with the addresses of its parameters. */
export interface Link {
  readonly kernel: WasmKernel;
  readonly addresses: readonly number[];
}

export interface ChainLink extends Link {
  readonly kernel: WasmKernel & { readonly chunksOfBlock: number };
}

/** Kernels that run block by block: all of them on the first block of rows, then on the next. */
export function bindWasmChain(links: readonly ChainLink[], blocks: number, place: Place): () => void {
  const merged = areWorthMerging(links.map(({ kernel }) => kernel)) || isRevectorizing();
  const list = links.map((link) => stepOf(link, link.kernel.chunksOfBlock, merged, place));
  const nanoseconds = links.reduce((sum, { kernel }) => sum + runNanoseconds(kernel), 0) / blocks;
  return bindSteps({ order: 'in turn', list }, blocks, nanoseconds, merged, place);
}

/** Kernels of one phase that do not depend on one another: their chunks are one job's. */
export function bindWasmBundle(links: readonly Link[], place: Place): () => void {
  // Threads take the last chunks first: then those that take longest shall be.
  const ordered = [...links].sort((a, b) => a.kernel.phases[0].chunkNanoseconds - b.kernel.phases[0].chunkNanoseconds);
  const merges = ordered.map(({ kernel }) => areWorthMerging([kernel]) || isRevectorizing());
  const list = ordered.map((link, i) => stepOf(link, 1, merges[i], place));
  const chunks = list.reduce((sum, step) => sum + step.chunks, 0);
  const nanoseconds = links.reduce((sum, { kernel }) => sum + runNanoseconds(kernel), 0) / chunks;
  return bindSteps({ order: 'side by side', list }, chunks, nanoseconds, merges.includes(true), place);
}

function stepOf({ kernel, addresses }: Link, chunksOfBlock: number, merged: boolean, { heap }: Place): Step {
  const [{ name, chunks }] = kernel.phases;
  return {
    module: compileModule(kernel.binary, merged),
    name,
    addresses: heap.addressType === 'i64' ? addresses.map(BigInt) : addresses,
    chunksOfBlock,
    chunks,
  };
}

/** @param nanoseconds - of one of the job's `chunks`, about. */
function bindSteps(
  steps: Steps,
  chunks: number,
  nanoseconds: number,
  merged: boolean,
  { heap, pool, threads }: Place,
): () => void {
  const run = runOfSteps(steps, (module) => exportsOf(module as Module, heap));
  const job = pool.job({ steps, run }, chunks, nanoseconds);
  return () => {
    if (job.units === 1 || threads === 1) run(0, chunks);
    else pool.run(job, threads);
    if (merged) clearUpperHalves();
  };
}

/** Begins what takes long of kernels that run together. */
export function startCompiling(kernels: readonly WasmKernel[]): Promise<void>[] {
  if (!areWorthMerging(kernels)) return [];
  return kernels.map(({ binary }) => startMerging(binary)).filter((started) => started !== undefined);
}

/** Optimised code takes a millisecond to compile, which a short kernel does not earn back. */
const WORTH_MERGING_NANOSECONDS = 5_000;

/** Of kernels that run together, all are merged or none. */
function areWorthMerging(kernels: readonly WasmKernel[]): boolean {
  if (!wasmFeatures().revectorizer) return false;
  return kernels.some((each) => each.needsMerging === true || runNanoseconds(each) >= WORTH_MERGING_NANOSECONDS);
}

/** About how long a run takes on one thread. */
function runNanoseconds({ phases }: WasmKernel): number {
  return phases.reduce((sum, { chunks, chunkNanoseconds }) => sum + chunks * chunkNanoseconds, 0);
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
