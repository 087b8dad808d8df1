/** In how many random graphs something has been checked, by cell of the table (`MatMul float32`). */

import type { Operation } from '../../engine/graph/index.ts';
import { cellsOf } from './rows.ts';

export type Counts = Readonly<Record<string, number>>;

/** What test/conformity/engine.json holds. */
export interface EngineEvidence {
  readonly graphs: number;
  readonly shapes: Counts;
  readonly forward: Counts;
  readonly gradients: Counts;
}

/** What test/conformity/tensorflow.json holds, written by test/interop/graphs.py. */
export interface TensorFlowEvidence {
  readonly version: string;
  readonly graphs: number;
  readonly agreed: Counts;
  /** Cells that its definition of the operation does not allow, or that it has no processor kernel for. */
  readonly lacks: Readonly<Record<string, 'type' | 'kernel' | 'operation'>>;
}

/** Cells that were checked so often in all graphs that `count` of them should have some, too. */
export function oftenChecked(
  evidence: EngineEvidence,
  check: 'shapes' | 'forward' | 'gradients',
  count: number,
): string[] {
  const few = (15 * evidence.graphs) / count;
  return Object.entries(evidence[check]).flatMap(([cell, times]) => (times >= few ? [cell] : []));
}

export class Tally {
  readonly #counts = new Map<string, number>();

  /** One graph's operations. */
  add(operations: readonly Operation[]): void {
    for (const cell of new Set(operations.flatMap(cellsOf))) this.#counts.set(cell, (this.#counts.get(cell) ?? 0) + 1);
  }

  get counts(): Counts {
    return Object.fromEntries([...this.#counts].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}
