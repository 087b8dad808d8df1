/**
 * A loop as a run sees it: one step that takes what its `Enter`s take and gives what its `Exit`s give, and whose body is
 * run again and again. Knows nothing of sessions.
 */

import type { Operation, Tensor } from '../../graph/index.ts';

/** What a run does in order: operations, and loops as wholes. */
export type Step = Operation | Loop;

/** A tensor that a pass hands on to the next. */
export interface LoopVariable {
  readonly merge: Operation;
  readonly enter: Operation;
  /** What the next pass gets: the input of its `NextIteration`. */
  readonly next: Tensor;
}

export class Loop {
  /** Unique among the loops at its place. */
  readonly frame: string;
  readonly variables: readonly LoopVariable[];
  /** `Enter`s that give every pass the same value. */
  readonly constants: readonly Operation[];
  readonly exits: readonly Operation[];
  /** What one pass does. */
  readonly body: readonly Step[];

  constructor(parts: Pick<Loop, 'frame' | 'variables' | 'constants' | 'exits' | 'body'>) {
    this.frame = parts.frame;
    this.variables = parts.variables;
    this.constants = parts.constants;
    this.exits = parts.exits;
    this.body = parts.body;
  }

  get enters(): readonly Operation[] {
    return [...this.variables.map(({ enter }) => enter), ...this.constants];
  }
  /** What it waits for. */
  get inputs(): readonly Tensor[] {
    return this.enters.flatMap(({ inputs }) => inputs);
  }
  get controlInputs(): readonly Operation[] {
    return this.enters.flatMap(({ controlInputs }) => controlInputs);
  }
  /** What a pass is asked for: the next pass's variables, and what the loop gives if it was the last. */
  get fetches(): readonly Tensor[] {
    return [...new Set([...this.variables.map(({ next }) => next), ...this.exits.map(({ inputs }) => inputs[0])])];
  }
  /** Of all passes, inner loops included. */
  *operations(): Generator<Operation> {
    for (const step of this.body) {
      if (step instanceof Loop) yield* step.operations();
      else yield step;
    }
  }
}
