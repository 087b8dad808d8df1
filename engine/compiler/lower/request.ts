/** What a stage is compiled from, and what comes out. */

import type { DType, Graph, Operation, Tensor } from '../../graph/index.ts';
import type { ValueId } from '../../ops/index.ts';
import type { Step } from '../loops/index.ts';
import type { Program } from '../program.ts';
import type { RunInputs } from '../run-inputs.ts';

/** A tensor that is there before the stage runs: a feed, or what an earlier stage computed. */
export interface Available {
  readonly dtype: DType;
  readonly shape: readonly number[];
}

/** Elements by tensor; bool as 0 and 1. */
export type KnownElements = ReadonlyMap<Tensor, readonly number[]>;

/** What the session knows of its variables. */
export interface VariableFacts {
  isInitialized(variable: string): boolean;
  /** The shape a variable has now; undefined before it was first assigned. */
  shapeOf(variable: string): readonly number[] | undefined;
}

export interface StageRequest {
  readonly graph: Graph;
  /** What to run, in order, with what earlier stages ran. */
  readonly steps: readonly Step[];
  readonly available: ReadonlyMap<Tensor, Available>;
  /** What operations read; the steps hold nothing that only others would read. */
  readonly inputsOf: RunInputs;
  /** Operations that earlier stages ran, and what of them lay on a branch not taken: tensors, operations without any. */
  readonly done: ReadonlySet<Operation>;
  readonly dead: ReadonlySet<Tensor | Operation>;
  /** Elements of what earlier stages awaited (a reference: as it was then) or knew. */
  readonly known: KnownElements;
  readonly fetches: readonly Tensor[];
  readonly variables: VariableFacts;
}

export interface LoweredStage {
  readonly program: Program;
  readonly feeds: readonly { readonly tensor: Tensor; readonly value: ValueId }[];
  /** Tensors of `program.results`, in that order: fetches computed here, and what later stages need. */
  readonly results: readonly Tensor[];
  /** Elements of results that the compiler knows: a later stage need not await them. */
  readonly known: KnownElements;
  readonly executed: ReadonlySet<Operation>;
  readonly dead: ReadonlySet<Tensor | Operation>;
  /** What the caller runs after this stage, in this order: loops, and operations that keep things between stages. */
  readonly calls: readonly Step[];
  /** Tensors whose elements must be known before the next stage can be compiled; null: this was the last stage. */
  readonly awaits: readonly Tensor[] | null;
  /** Variables whose being initialised, or whose shape, was asked for: a cached stage holds for these answers only. */
  readonly guards: readonly string[];
}
