/**
 * A plan: what a session caches and a backend prepares. Kernels in execution order over values whose places are fixed;
 * nothing is left to decide when it runs.
 */

import type { DType, NumericData, StringElement } from '../graph/index.ts';
import type { Primitive, Value, ValueId } from '../ops/index.ts';

export * from '../ops/kernel-language/index.ts';

export interface Plan {
  /** By value id. Values that fusion removed have no place. */
  readonly values: readonly Value[];
  readonly places: readonly (Place | undefined)[];
  /** In execution order: never `constant`, `feed`, `read` or `reshape`, which places express. */
  readonly kernels: readonly Kernel[];
  /** Bytes of the arena that all `arena` places lie in. */
  readonly arenaBytes: number;
  /** Data known when the plan was made, for the values whose place is `constant`. */
  readonly constants: ReadonlyMap<ValueId, NumericData | StringElement[]>;
  /** What the caller hands in, in this order, before each run. */
  readonly feeds: readonly PlanTensor[];
  /** What the caller gets, in this order, as copies made after the last kernel. */
  readonly fetches: readonly PlanTensor[];
  /** Variables whose contents are used before the plan assigns them: each must be initialised. */
  readonly reads: readonly VariableUse[];
  /** Variables that the plan assigns, with the type and shape they then have. */
  readonly writes: readonly VariableUse[];
}

export interface PlanTensor {
  /** The tensor's name, `op:0`. */
  readonly name: string;
  readonly value: ValueId;
}

export interface VariableUse {
  /** The variable operation's name. */
  readonly variable: string;
  readonly dtype: DType;
  readonly shape: readonly number[];
}

/** Where a value lies. Values may share a place or overlap in time; the compiler has made sure that it is safe. */
export type Place =
  /** Byte offset in the arena, aligned to 64. */
  | { readonly kind: 'arena'; readonly offset: number }
  /** The variable's own memory. A kernel whose output lies here assigns the variable. */
  | { readonly kind: 'variable'; readonly variable: string }
  /** Data handed over with the plan, uploaded once; `value` is its key in Plan.constants. */
  | { readonly kind: 'constant'; readonly value: ValueId }
  /** A host array (string tensors), by number. */
  | { readonly kind: 'host'; readonly slot: number }
  /** Data of a host call whose size is known only after it ran; fetched only. */
  | { readonly kind: 'dynamic'; readonly slot: number };

/**
 * A primitive to execute. `assign` kernels that remain are copies into a variable; the others were folded into the kernel that
 * made the value.
 */
export type Kernel = Exclude<Primitive, { kind: 'constant' | 'feed' | 'read' | 'reshape' }>;
