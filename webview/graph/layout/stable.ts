/** Keeping what the user looks at in its place from one layout to the next. */

import type { ItemId } from '../model/index.ts';
import type { Layout } from './placement.ts';

/** The layout moved as a whole, so that `id` (or, without it, most of what both have) stays where it was. */
export function keepInPlace(layout: Layout, previous: Layout | null, id: ItemId | null): Layout {
  throw new Error(`not written yet ${layout} ${previous} ${id}`);
}
