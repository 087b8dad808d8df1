/** What a stage is compiled from, and what comes out. */

import type { DType, Graph, Operation, Tensor } from '../../graph/index.ts';
import type { ValueId } from '../../ops/index.ts';
import type { Program } from '../program.ts';

/** A tensor that is there before the stage runs: a feed, or what an earlier stage computed. */
export interface Available {
  readonly dtype: DType;
  readonly shape: readonly number[];
  /** Its elements, where something asked for them. */
  readonly value?: readonly number[] | undefined;
}

/** What the session knows of its variables. */
export interface VariableFacts {
  isInitialized(variable: string): boolean;
  /** The shape a variable has now; undefined before it was first assigned. */
  shapeOf(variable: string): readonly number[] | undefined;
}

export interface StageRequest {
  readonly graph: Graph;
  /** Operations to run, in creation order, less those that earlier stages ran. */
  readonly operations: readonly Operation[];
  readonly available: ReadonlyMap<Tensor, Available>;
  /** Operations that earlier stages ran, and those of them that lay on a branch not taken. */
  readonly done: ReadonlySet<Operation>;
  readonly dead: ReadonlySet<Tensor>;
  readonly fetches: readonly Tensor[];
  readonly variables: VariableFacts;
}

export interface LoweredStage {
  readonly program: Program;
  readonly feeds: readonly { readonly tensor: Tensor; readonly value: ValueId }[];
  /** Tensors of `program.results`, in that order: fetches computed here, and what later stages need. */
  readonly results: readonly Tensor[];
  readonly executed: ReadonlySet<Operation>;
  readonly dead: ReadonlySet<Tensor>;
  /** Tensors whose elements must be known before the next stage can be compiled; null: this was the last stage. */
  readonly awaits: readonly Tensor[] | null;
  /** Variables whose being initialised, or whose shape, was asked for: a cached stage holds for these answers only. */
  readonly guards: readonly string[];
}
