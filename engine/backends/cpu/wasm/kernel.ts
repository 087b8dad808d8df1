/** What a generator of WebAssembly kernels gives. */

import type { Kernel } from '../../../compiler/index.ts';
import type { NumericData, NumericDType } from '../../../graph/index.ts';
import type { Value } from '../../../ops/kernel-language/index.ts';
import type { Parameter } from '../codegen/body.ts';
import type { RandomState } from '../random/index.ts';
import type { Target } from './target.ts';

/**
 * One pass over the work of a kernel, cut into chunks that any thread may take in any order; the next phase begins when
 * all are done. How work is cut depends on sizes alone, so that results do not depend on the number of threads.
 */
export interface Phase {
  /** Exported as `name(begin: i32, end: i32, ...addresses)`, which does chunks `begin` to `end`, exclusive. */
  readonly name: string;
  readonly chunks: number;
  /** About how long a chunk takes on one thread, in nanoseconds: what takes too little is not shared out. */
  readonly chunkNanoseconds: number;
}

export interface WasmKernel {
  /** The module's bytes: equal kernels share compiled code. */
  readonly binary: Uint8Array<ArrayBuffer>;
  readonly phases: readonly Phase[];
  /** What the addresses are those of, in order. */
  readonly parameters: readonly Parameter[];
  /** Chunks of a block of rows, where the context asked for such and the kernel can: they are the first ones of all. */
  readonly chunksOfBlock?: number;
  /** Its tiles fill the registers only as vectors of 256 bits, so it must be compiled so, however short it runs. */
  readonly needsMerging?: boolean;
  /** Called before each run with the words of the scratch parameter `state`. */
  readonly prepare?: (state: Int32Array) => void;
  /** Called after each run with the same words; throws a KernelFault for what they tell. */
  readonly finish?: (state: Int32Array, read: ReadParameter) => void;
}

/** The elements of a kernel's parameter, by its name. */
export type ReadParameter = (parameter: string, dtype: NumericDType, length: number) => NumericData;

export interface WasmContext {
  readonly values: readonly Value[];
  readonly target: Target;
  /** The stream of a random kernel; without it there are none. */
  readonly randomState?: (kernel: KernelOf<'random'>) => RandomState;
  /** The kernel is to go through its rows (the leading axes of its space) in whole blocks of so many, if it can. */
  readonly rows?: RowBlocks;
  /** Others run at the same time, in the same job; so it does not matter how short this one is. */
  readonly isBundled?: boolean;
  /** Also kernels that JavaScript does as fast, and wide vectors where they pay late: for tests. */
  readonly evenSmall: boolean;
}

export interface RowBlocks {
  readonly rows: number;
  readonly rowsOfBlock: number;
}

export type KernelOf<K extends Kernel['kind']> = Extract<Kernel, { kind: K }>;

/** `undefined`: this kernel has no WebAssembly form (its types, its operators, or it is too small). */
export type WasmGenerator<K extends Kernel['kind']> = (
  kernel: KernelOf<K>,
  context: WasmContext,
) => WasmKernel | undefined;
