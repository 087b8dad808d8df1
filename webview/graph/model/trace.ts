/** Following edges: all that an item is computed from, and its neighbours. */

import type { GraphModel, ItemId } from './items.ts';
import type { VisibleGraph } from './visible.ts';

export interface Trace {
  /** Visible nodes that hold an input of the item, direct or not, and the item's own; expanded groups included. */
  readonly nodes: ReadonlySet<ItemId>;
  /** Visible edges that carry such an input. */
  readonly edges: ReadonlySet<string>;
  /** How many operations it is computed from. */
  readonly operations: number;
}

/** Control inputs count as inputs. */
export function traceInputs(model: GraphModel, visible: VisibleGraph, id: ItemId): Trace {
  throw new Error(`not written yet ${model} ${visible} ${id}`);
}

/** Visible nodes at the other ends of a visible node's edges (of an expanded one: of those that leave it). */
export function neighbors(
  visible: VisibleGraph,
  id: ItemId,
): { readonly inputs: readonly ItemId[]; readonly outputs: readonly ItemId[]; readonly edges: readonly string[] } {
  throw new Error(`not written yet ${visible} ${id}`);
}
