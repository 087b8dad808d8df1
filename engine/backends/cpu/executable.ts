/**
 * A prepared plan: kernels generated once, bound to the store's memory, run in order. A run makes no tensor memory but the
 * copies that are fetched; everything is bound anew only after the store's memory has moved.
 */

import { type Kernel, type Plan, type VariableUse, writesOf } from '../../compiler/index.ts';
import {
  InternalError,
  InvalidArgumentError,
  sizeOf,
  type TensorData,
  uninitializedVariable,
} from '../../graph/index.ts';
import type { ValueId } from '../../ops/kernel-language/index.ts';
import type { Executable, KernelDescription, KernelTrace, RunResult } from '../backend.ts';
import { Binding, scratchSize } from './binding.ts';
import { compileKernel } from './code-cache.ts';
import { describeKernel } from './describe.ts';
import { kernelError } from './fault.ts';
import { type Generated, type Group, generate } from './generate.ts';
import { bindHostCall, type DynamicResult } from './host/index.ts';
import type { AnyKernel } from './kernels/index.ts';
import type { Heap, Region } from './memory/index.ts';
import { withRoom } from './room.ts';
import { type CpuStore, copyInto } from './store.ts';
import { bindWasmBundle, bindWasmChain, bindWasmKernel, type ChainLink, type WasmKernel } from './wasm/index.ts';

type Thunk = () => void;

/** One or more kernels in one go; `end` is how many kernels of the plan have run after it. */
interface Step {
  readonly run: Thunk;
  readonly end: number;
}

export class CpuExecutable implements Executable {
  readonly #plan: Plan;
  readonly #store: CpuStore;
  /** By kernel; host calls have none. They fit `#heap` alone. */
  #generated: readonly (AnyKernel | null)[];
  #groups: readonly Group[];
  #heap: Heap;
  /** Constants that kernels read from the heap. */
  readonly #constants = new Map<ValueId, Region>();
  /** Variables that each kernel is the first to write, so that a run that fails half way keeps what was assigned. */
  readonly #firstWrites: readonly (readonly VariableUse[])[];
  readonly #hostArrays = new Map<number, TensorData>();
  readonly #dynamic = new Map<number, DynamicResult>();
  #steps: Step[] = [];
  /** Every kernel by itself, for traces. */
  #thunks: Thunk[] | undefined;
  #feeds: (TensorData | undefined)[] = [];
  #fetches: (TensorData | undefined)[] = [];
  #binding: Binding | undefined;
  #boundAt = -1;

  constructor(plan: Plan, store: CpuStore, { generated, groups }: Generated = generate(plan, store)) {
    this.#plan = plan;
    this.#store = store;
    this.#generated = generated;
    this.#groups = groups;
    this.#heap = store.heap;
    this.#firstWrites = firstWrites(plan);
  }

  /** Bytes of scratch memory that the largest kernel needs. */
  get scratchBytes(): number {
    const sizes = this.#generated.map((generated) => (generated === null ? 0 : scratchSize(generated.parameters)));
    return Math.max(0, ...sizes);
  }

  run(feeds: readonly TensorData[], trace?: KernelTrace): RunResult {
    this.#checkReads();
    if (this.#boundAt !== this.#store.epoch) this.#bind();
    for (let i = 0; i < feeds.length; i++) {
      const target = this.#feeds[i];
      if (target !== undefined) copyInto(target, feeds[i]);
    }
    let at = 0;
    try {
      if (trace) this.#runTraced(trace);
      else {
        for (const { run, end } of this.#steps) {
          run();
          at = end;
        }
      }
    } catch (cause) {
      const failed = cause instanceof TracedFailure ? cause.at : at;
      this.#keepWrites(failed);
      throw kernelError(cause instanceof TracedFailure ? cause.cause : cause, this.#plan.kernels[failed]);
    }
    const result = this.#copyFetches();
    this.#keepWrites(this.#plan.kernels.length);
    return result;
  }

  describeKernels(): readonly KernelDescription[] {
    return this.#plan.kernels.map((kernel, i) => {
      const generated = this.#generated[i];
      const description = describeKernel(
        kernel,
        this.#plan.values,
        generated === null ? 'host' : 'binary' in generated ? 'wasm' : 'source' in generated ? 'js' : 'host',
        generated && 'source' in generated ? generated.source : undefined,
      );
      const group = this.#groups.find(({ begin, end }) => begin < i && i < end);
      return group ? { ...description, joinsPrevious: group.kind } : description;
    });
  }

  dispose(): void {
    this.#steps = [];
    this.#thunks = undefined;
    this.#feeds = [];
    this.#fetches = [];
    this.#hostArrays.clear();
    this.#releaseConstants();
    this.#dynamic.clear();
    this.#binding = undefined;
    this.#boundAt = -1;
  }

  #releaseConstants(): void {
    for (const region of this.#constants.values()) region.release();
    this.#constants.clear();
  }

  #checkReads(): void {
    for (const { variable, dtype, shape } of this.#plan.reads) {
      const memory = this.#store.memoryOf(variable);
      if (!memory?.initialized) {
        throw uninitializedVariable(variable, { name: variable, type: 'VariableV2' });
      }
      if (memory.dtype !== dtype || memory.data.length !== sizeOf(shape)) {
        throw new InvalidArgumentError(
          `Variable '${variable}' now holds ${memory.dtype} of shape [${memory.shape.join(', ')}], but this plan was made ` +
            `for ${dtype} of shape [${shape.join(', ')}].`,
        );
      }
    }
  }

  /** @throws ResourceExhaustedError when the machine does not give enough memory. */
  #bind(): void {
    withRoom(this.#plan, this.#store, this.scratchBytes, () => {
      if (this.#heap !== this.#store.heap) this.#follow();
      this.#bindAll();
    });
  }

  /** The store has moved to another heap. */
  #follow(): void {
    this.#releaseConstants();
    ({ generated: this.#generated, groups: this.#groups } = generate(this.#plan, this.#store));
    this.#heap = this.#store.heap;
  }

  #bindAll(): void {
    const { kernels, feeds, fetches, places } = this.#plan;
    this.#store.reserve(this.#plan.arenaBytes, this.scratchBytes);
    const binding = new Binding(this.#plan, this.#store, this.#hostArrays, this.#constants);
    this.#thunks = undefined;
    this.#steps = [];
    for (let at = 0; at < kernels.length; ) {
      const group = this.#groups.find(({ begin }) => begin === at);
      const run = group ? this.#bindGroup(group, binding) : this.#bindKernel(at, binding);
      at = group?.end ?? at + 1;
      this.#steps.push({ run, end: at });
    }
    this.#feeds = feeds.map(({ value }) => (places[value] ? binding.array(value) : undefined));
    this.#fetches = fetches.map(({ value }) => (places[value]?.kind === 'dynamic' ? undefined : binding.array(value)));
    this.#binding = binding;
    this.#boundAt = this.#store.epoch;
  }

  #bindKernel(at: number, binding: Binding): Thunk {
    const kernel = this.#plan.kernels[at];
    const generated = this.#generated[at];
    if (kernel.kind === 'host' || generated === null) {
      return bindHostCall(kernel as Extract<Kernel, { kind: 'host' }>, {
        values: this.#plan.values,
        places: this.#plan.places,
        store: this.#store,
        array: (id) => binding.array(id),
        dynamic: this.#dynamic,
      });
    }
    if ('binary' in generated) {
      return bindWasmKernel(generated, binding.addresses(generated.parameters), this.#store);
    }
    const code = 'source' in generated ? compileKernel(generated.source) : generated.run;
    return (code as (...views: TensorData[]) => void).bind(undefined, ...binding.arguments(generated.parameters));
  }

  #bindGroup(group: Group, binding: Binding): Thunk {
    const links = this.#generated.slice(group.begin, group.end).map((generated) => {
      const kernel = generated as WasmKernel;
      return { kernel, addresses: binding.addresses(kernel.parameters) };
    });
    if (group.kind === 'bundle') return bindWasmBundle(links, this.#store);
    return bindWasmChain(links as ChainLink[], Math.ceil(group.rows / group.rowsOfBlock), this.#store);
  }

  #runTraced(trace: KernelTrace): void {
    const binding = this.#binding!;
    this.#thunks ??= this.#plan.kernels.map((_, at) => this.#bindKernel(at, binding));
    const thunks = this.#thunks;
    for (let i = 0; i < thunks.length; i++) {
      const start = performance.now();
      try {
        thunks[i]();
      } catch (cause) {
        throw new TracedFailure(i, cause);
      }
      trace.record(i, (performance.timeOrigin + start) * 1000, (performance.now() - start) * 1000);
    }
  }

  #copyFetches(): RunResult {
    const { fetches, places, values } = this.#plan;
    const shapes = new Map<number, readonly number[]>();
    const copies = this.#fetches.map((array, i): TensorData => {
      const { value } = fetches[i];
      if (array !== undefined) return array.slice(0, sizeOf(values[value].shape));
      const place = places[value];
      const result = place?.kind === 'dynamic' ? this.#dynamic.get(place.slot) : undefined;
      if (result === undefined) throw new InternalError(`The fetch ${fetches[i].name} was computed by no kernel.`);
      shapes.set(i, result.shape);
      return result.data.slice();
    });
    return shapes.size > 0 ? { fetches: copies, dynamicShapes: shapes } : { fetches: copies };
  }

  /** The variables that the first `count` kernels wrote hold values from now on. */
  #keepWrites(count: number): void {
    if (this.#plan.writes.length === 0) return;
    for (let i = 0; i < count; i++) {
      for (const { variable, shape } of this.#firstWrites[i]) {
        const replacement = this.#binding?.replacementOf(variable, shape);
        const memory = replacement ?? this.#store.memoryOf(variable)!;
        memory.initialized = true;
        memory.shape = shape;
        if (replacement) this.#store.setMemory(variable, replacement);
      }
    }
  }
}

/** Carries which kernel failed out of a traced run. */
class TracedFailure {
  readonly at: number;
  readonly cause: unknown;

  constructor(at: number, cause: unknown) {
    this.at = at;
    this.cause = cause;
  }
}

/** By kernel, the variables that it is the first to write. */
function firstWrites({ kernels, places, values, writes }: Plan): VariableUse[][] {
  const unwritten = new Map(writes.map((use) => [use.variable, use]));
  return kernels.map((kernel) => {
    const found: VariableUse[] = [];
    for (const output of writesOf(kernel)) {
      const place = places[output];
      const use = place?.kind === 'variable' ? unwritten.get(place.variable) : undefined;
      // Contents of another size are replaced before the run ends.
      if (use === undefined || sizeOf(values[output].shape) !== sizeOf(use.shape)) continue;
      unwritten.delete(use.variable);
      found.push(use);
    }
    return found;
  });
}
