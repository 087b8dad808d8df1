/**
 * The border between a session and a device. A backend knows plans, memory and numbers; it must not know graphs,
 * operations' meanings, sessions, gradients or users' values. Tensors cross it as typed arrays, row-major.
 *
 * One store holds what outlives a run (variables, random streams); one executable holds a prepared plan. A session runs
 * one executable at a time. Asynchronous devices return promises; a CPU returns plain values so that small runs stay fast.
 */

import type { Plan } from '../compiler/index.ts';
import type { DType, TensorData } from '../graph/index.ts';

export interface DeviceAttributes {
  /** `/device:CPU:0` */
  readonly name: string;
  readonly deviceType: 'CPU' | 'GPU';
  /** Bytes of memory the backend may use. */
  readonly memoryLimit: number;
  readonly description: string;
}

export interface Backend {
  readonly device: DeviceAttributes;
  /** State of one session on this device. */
  openStore(options?: StoreOptions): Store;
  /** Generates kernels and binds them to the store's memory. Variables in `plan.reads` and `plan.writes` get memory. */
  prepare(plan: Plan, store: Store): Executable;
  /** The same, letting the event loop turn, for compilers on other threads to keep up. The store must rest meanwhile. */
  prepareInTurns(plan: Plan, store: Store): Promise<Executable>;
}

/** `fastest` picks a form for each kernel; the others are for comparisons. */
export type KernelChoice = 'fastest' | 'javascript' | 'webAssembly';

export interface StoreOptions {
  /** How kernels are made; `webAssembly` takes that form also where a kernel is too small to gain by it. */
  readonly kernels?: KernelChoice;
  /** How many threads may share the work of one kernel; 0 (the default): as many as the machine runs at once. */
  readonly threads?: number;
  /** Where tensors lie from the start, for comparisons. By default they move to wider addresses when they must. */
  readonly addressType?: 'i32' | 'i64';
  /** Bytes; a plan that needs more is refused with ResourceExhaustedError naming the largest tensors. */
  readonly memoryLimit?: number;
}

export interface Store {
  /** Variables that hold a value. */
  isInitialized(variable: string): boolean;
  /** Element type and shape, once the variable has memory. */
  describe(variable: string): { readonly dtype: DType; readonly shape: readonly number[] } | undefined;
  /** A copy of the contents. */
  read(variable: string): TensorData | Promise<TensorData>;
  write(variable: string, dtype: DType, shape: readonly number[], data: TensorData): void | Promise<void>;
  /** Bytes held, variables and arena. */
  readonly bytes: number;
  /** The stream position of a random operation, for checkpoints of the session's state. */
  dispose(): void;
}

export interface Executable {
  /**
   * Copies `feeds` in (order of plan.feeds), runs, and gives copies of the fetches (order of plan.fetches).
   * Feeds have been checked. A kernel's fault is thrown as an OpError whose operation names the kernel's.
   */
  run(feeds: readonly TensorData[], trace?: KernelTrace): RunResult | Promise<RunResult>;
  /** Kernels as the backend sees them, for `graph --run --plan`. */
  describeKernels(): readonly KernelDescription[];
  dispose(): void;
}

export interface RunResult {
  readonly fetches: readonly TensorData[];
  /** Shapes of the fetches whose size became known only in this run, by position in plan.fetches. */
  readonly dynamicShapes?: ReadonlyMap<number, readonly number[]>;
}

export interface KernelDescription {
  /** What it is, for people: `matmul 100×784×500`. */
  readonly label: string;
  readonly covers: readonly string[];
  readonly bytesRead: number;
  readonly bytesWritten: number;
  readonly flops: number;
  /** Generated WebAssembly or JavaScript, or a function of this package. */
  readonly form: 'wasm' | 'js' | 'host';
  /** Runs together with the kernel before it: block by block in turn, or in any order, as one job. */
  readonly joinsPrevious?: 'chain' | 'bundle';
  /** Generated source, where there is one. */
  readonly source?: string;
}

/** Filled in by a traced run. */
export interface KernelTrace {
  /** Microseconds since the epoch at the start and the duration, for kernel number `index` of the plan. */
  record(index: number, startMicros: number, durationMicros: number): void;
}
