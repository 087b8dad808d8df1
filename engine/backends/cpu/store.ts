/**
 * What outlives a run on the CPU: variables, random streams, counters of host calls, and the memory that the runs share.
 * Knows no plans. `epoch` counts changes of where things lie, so that executables know when to look again.
 */

import {
  allocateData,
  type DType,
  dtypes,
  ResourceExhaustedError,
  sizeOf,
  type TensorData,
} from '../../graph/index.ts';
import type { CandidateDistribution } from '../../ops/kernel-language/index.ts';
import type { KernelChoice, Store, StoreOptions } from '../backend.ts';
import { type Heap, HeapFull, hasWideHeap, Region, sharedHeap, viewOf } from './memory/index.ts';
import { type CandidateSampler, makeCandidateSampler, RandomState } from './random/index.ts';
import { sharedPool, type ThreadPool } from './threads/index.ts';

/** A variable's memory: replaced as a whole when its type or size changes. */
export interface VariableMemory {
  readonly dtype: DType;
  shape: readonly number[];
  readonly data: TensorData;
  /** Where `data` lies in the heap; strings lie elsewhere. */
  readonly region: Region | undefined;
  initialized: boolean;
}

export class CpuStore implements Store {
  readonly memoryLimit: number;
  readonly kernels: KernelChoice;
  /** Threads that may share the work of one kernel. */
  readonly threads: number;
  #heap: Heap;
  #pool: ThreadPool;
  #arena: Region | undefined;
  #scratch: Region | undefined;
  epoch = 0;
  readonly #variables = new Map<string, VariableMemory>();
  readonly #randomStates = new Map<string, RandomState>();
  readonly #samplers = new Map<string, CandidateSampler>();
  readonly #counters = new Map<string, number>();

  /** @param pool - threads and the heap that they work on; those of the process by default. */
  constructor(options: StoreOptions = {}, pool: ThreadPool = sharedPool(sharedHeap(options.addressType))) {
    const { memoryLimit = Infinity, kernels = 'fastest', threads = 0 } = options;
    this.#heap = pool.heap;
    this.#pool = pool;
    this.threads = threads || pool.threads;
    this.memoryLimit = memoryLimit;
    this.kernels = kernels;
  }

  /** Where its tensors lie; another one after `widen`. */
  get heap(): Heap {
    return this.#heap;
  }
  get pool(): ThreadPool {
    return this.#pool;
  }

  get bytes(): number {
    let bytes = this.arenaBytes + this.scratchBytes;
    for (const memory of this.#variables.values()) bytes += bytesOf(memory.dtype, memory.shape);
    return bytes;
  }

  get arenaBytes(): number {
    return this.#arena?.bytes ?? 0;
  }
  get scratchBytes(): number {
    return this.#scratch?.bytes ?? 0;
  }
  /** Where the arena begins in the heap. */
  get arena(): number {
    return this.#arena?.address ?? 0;
  }
  get scratch(): number {
    return this.#scratch?.address ?? 0;
  }

  isInitialized(variable: string): boolean {
    return this.#variables.get(variable)?.initialized ?? false;
  }
  describe(variable: string): { dtype: DType; shape: readonly number[] } | undefined {
    const memory = this.#variables.get(variable);
    return memory && { dtype: memory.dtype, shape: memory.shape };
  }
  read(variable: string): TensorData {
    const memory = this.#variables.get(variable);
    if (memory === undefined) throw new Error(`Internal: the store has no memory for variable '${variable}'.`);
    return memory.data.slice();
  }
  write(variable: string, dtype: DType, shape: readonly number[], data: TensorData): void {
    const old = this.#variables.get(variable);
    let memory = old;
    if (memory === undefined || memory.dtype !== dtype || memory.data.length !== data.length) {
      const more = bytesOf(dtype, shape) - (old ? bytesOf(old.dtype, old.shape) : 0);
      if (this.bytes + more > this.memoryLimit) {
        throw new ResourceExhaustedError(
          `Variable '${variable}' of shape [${shape.join(', ')}] needs ${bytesOf(dtype, shape)} bytes, but ` +
            `${this.bytes} of the ${this.memoryLimit} bytes allowed are in use. Use a smaller variable or raise the limit.`,
        );
      }
      memory = this.#newVariable(variable, dtype, shape);
      this.setMemory(variable, memory);
    }
    copyInto(memory.data, data);
    memory.shape = [...shape];
    memory.initialized = true;
  }

  /** The variable's memory, if it has any. */
  memoryOf(variable: string): VariableMemory | undefined {
    return this.#variables.get(variable);
  }
  setMemory(variable: string, memory: VariableMemory): void {
    this.#variables.get(variable)?.region?.release();
    this.#variables.set(variable, memory);
    this.epoch++;
  }
  /** Memory that no variable has yet. @throws HeapFull */
  newVariable(dtype: DType, shape: readonly number[]): VariableMemory {
    const length = sizeOf(shape);
    const common = { dtype, shape: [...shape], initialized: false };
    if (dtype === 'string') return { ...common, data: allocateData(dtype, length), region: undefined };
    const region = new Region(this.heap, bytesOf(dtype, shape));
    return { ...common, data: viewOf(this.heap, dtype, region.address, length), region };
  }

  /** The same, in the wide heap if there is no room in this one. @throws ResourceExhaustedError */
  #newVariable(variable: string, dtype: DType, shape: readonly number[]): VariableMemory {
    try {
      return this.newVariable(dtype, shape);
    } catch (cause) {
      if (!(cause instanceof HeapFull)) throw cause;
      if (this.widen()) return this.#newVariable(variable, dtype, shape);
      throw new ResourceExhaustedError(
        `Variable '${variable}' of shape [${shape.join(', ')}] needs ${bytesOf(dtype, shape)} bytes, and the machine does ` +
          `not give as much: this session holds ${this.bytes} bytes. Use a smaller variable.`,
        undefined,
        { cause },
      );
    }
  }

  /**
   * Moves everything to the heap with 64-bit addresses. Kernels made before fit the old one only, as `heap` tells.
   * False: it is there already, or there is none, or no room in it.
   */
  widen(): boolean {
    if (this.#heap.addressType === 'i64' || !hasWideHeap()) return false;
    const moved = new Map<string, VariableMemory>();
    try {
      // This, too, throws a RangeError where there is no address space.
      const heap = sharedHeap('i64');
      for (const [variable, { dtype, shape, data, region, initialized }] of this.#variables) {
        if (region === undefined) continue;
        const copy = new Region(heap, region.bytes);
        const view = viewOf(heap, dtype, copy.address, data.length);
        copyInto(view, data);
        moved.set(variable, { dtype, shape, data: view, region: copy, initialized });
      }
      this.#pool = sharedPool(heap);
      this.#heap = heap;
    } catch (cause) {
      for (const { region } of moved.values()) region?.release();
      if (cause instanceof RangeError) return false;
      throw cause;
    }
    for (const [variable, memory] of moved) this.setMemory(variable, memory);
    this.#releaseShared();
    return true;
  }

  /** Makes the shared memory at least as large as asked. Nothing in it lasts from one run to the next. */
  reserve(arenaBytes: number, scratchBytes: number): void {
    if (arenaBytes > this.arenaBytes) {
      this.epoch++;
      // The old one goes first: there may not be room for both.
      this.#arena?.release();
      this.#arena = undefined;
      this.#arena = new Region(this.heap, arenaBytes);
    }
    if (scratchBytes > this.scratchBytes) {
      this.epoch++;
      this.#scratch?.release();
      this.#scratch = undefined;
      this.#scratch = new Region(this.heap, scratchBytes);
    }
  }

  /** The stream of one random operation; created at its first use. */
  randomState(state: string, seed: number | bigint, seed2: number | bigint): RandomState {
    let stream = this.#randomStates.get(state);
    if (stream === undefined) {
      stream = RandomState.fromSeeds(seed, seed2);
      this.#randomStates.set(state, stream);
    }
    return stream;
  }
  /** The sampler of one operation, with what it keeps; created at its first use. */
  candidateSampler(state: string, distribution: CandidateDistribution): CandidateSampler {
    let sampler = this.#samplers.get(state);
    if (sampler === undefined) {
      sampler = makeCandidateSampler(distribution);
      this.#samplers.set(state, sampler);
    }
    return sampler;
  }
  /** How often `state` was counted before; counts this time. */
  count(state: string): number {
    const count = this.#counters.get(state) ?? 0;
    this.#counters.set(state, count + 1);
    return count;
  }

  dispose(): void {
    for (const { region } of this.#variables.values()) region?.release();
    this.#variables.clear();
    this.#randomStates.clear();
    this.#samplers.clear();
    this.#counters.clear();
    this.#releaseShared();
  }

  #releaseShared(): void {
    this.#arena?.release();
    this.#scratch?.release();
    this.#arena = undefined;
    this.#scratch = undefined;
    this.epoch++;
  }
}

/** Bytes of a tensor's elements; 8 a string, for its reference. */
export function bytesOf(dtype: DType, shape: readonly number[]): number {
  return sizeOf(shape) * (dtypes[dtype].bytes || 8);
}

/** Copies all of `from` to the start of `to`, which has the same element type. */
export function copyInto(to: TensorData, from: TensorData): void {
  if (Array.isArray(to)) for (let i = 0; i < from.length; i++) to[i] = (from as typeof to)[i];
  else (to as Float32Array).set(from as Float32Array);
}
