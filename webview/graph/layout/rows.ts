/** A group's children in rows: what ranking makes, and growing reads. */

import type { Size } from './placement.ts';
import { nodeGap } from './spacing.ts';

/** Children by their place in the group. */
export type Pair = readonly [source: number, target: number];

export type RankItem =
  | { readonly kind: 'node'; readonly node: number; readonly x: number }
  /** Where an edge between children passes this row. */
  | { readonly kind: 'bend'; readonly edge: number; readonly x: number };

export interface Ranks {
  /** From the lowest on the screen, where data comes from, to the highest; each from left to right. */
  readonly rows: readonly (readonly RankItem[])[];
}

/** Side by side around x = 0. */
export function centredRow(row: readonly number[], sizes: readonly Size[]): RankItem[] {
  const total = row.reduce((sum, node) => sum + sizes[node]!.width + nodeGap, -nodeGap);
  let left = -total / 2;
  return row.map((node) => {
    const { width } = sizes[node]!;
    const x = left + width / 2;
    left += width + nodeGap;
    return { kind: 'node', node, x };
  });
}
