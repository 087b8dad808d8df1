/** What the colour of each visible node says, as categories and values; which colours those are is the page's matter. */

import type { NodeStats } from '../../protocol.ts';
import type { GraphModel, ItemId } from './items.ts';
import type { VisibleGraph } from './visible.ts';

export type ColorBy = 'none' | 'structure' | 'device' | 'computeTime' | 'memory';

/** In the order to offer them; the last two need a trace. */
export const colorChoices: readonly { readonly by: ColorBy; readonly label: string; readonly needsTrace: boolean }[] = [
  { by: 'none', label: 'None', needsTrace: false },
  { by: 'structure', label: 'Structure', needsTrace: false },
  { by: 'device', label: 'Device', needsTrace: false },
  { by: 'computeTime', label: 'Compute time', needsTrace: true },
  { by: 'memory', label: 'Memory', needsTrace: true },
];

export type NodeColor =
  /** One of `Coloring.categories`. */
  | { readonly kind: 'category'; readonly category: number }
  /** Several categories in one scope: the share of each, largest first, summing up to 1 (devices). */
  | { readonly kind: 'mixed'; readonly shares: readonly { readonly category: number; readonly share: number }[] }
  /** `value` in the unit of `Coloring`, `relative` from 0 to 1 of the largest visible one. */
  | { readonly kind: 'value'; readonly value: number; readonly relative: number }
  /** Nothing to say: a structure that occurs once, a node without stats. */
  | { readonly kind: 'none' };

export interface Coloring {
  readonly by: ColorBy;
  /** Names for the legend; their place is the category's colour, and stays the same whatever is folded. */
  readonly categories: readonly string[];
  /** Smallest and largest value, as text for the legend (`12.3 ms`, `4.5 MiB`); null without values. */
  readonly range: { readonly min: string; readonly max: string } | null;
  /** Of every visible node. */
  readonly colors: ReadonlyMap<ItemId, NodeColor>;
}

export function coloring(
  model: GraphModel,
  visible: VisibleGraph,
  by: ColorBy,
  stats: readonly NodeStats[] = [],
): Coloring {
  throw new Error(`not written yet ${model} ${visible} ${by} ${stats}`);
}
