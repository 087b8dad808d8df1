/** The visible graph as the rows of a tree: its alternative in text, for screen readers and keyboards. */

import type { ItemId } from './items.ts';
import type { VisibleGraph } from './visible.ts';

export interface OutlineRow {
  readonly id: ItemId;
  readonly label: string;
  /** `MatMul operation`, `scope, 12 operations`, `series, 9 operations`; with `auxiliary` where it is. */
  readonly description: string;
  /** From 1, as aria-level. */
  readonly level: number;
  /** Among its siblings, from 1, as aria-posinset and aria-setsize. */
  readonly position: number;
  readonly siblings: number;
  /** null for operations: they cannot be expanded. */
  readonly expanded: boolean | null;
  readonly parent: ItemId | null;
  /** Where its edges come from and go to, annotations included; each as one phrase: `fc1/W, ?×784`. */
  readonly inputs: readonly { readonly id: ItemId | null; readonly text: string }[];
  readonly outputs: readonly { readonly id: ItemId | null; readonly text: string }[];
}

/** Rows in the order of data flow within each group, auxiliary ones last, parents before their children. */
export function outline(visible: VisibleGraph): readonly OutlineRow[] {
  throw new Error(`not written yet ${visible}`);
}
