/** What the user has folded, unfolded and moved: everything that decides which items are drawn, and nothing else. */

import type { ItemId } from './items.ts';

export type Placement = 'main' | 'auxiliary';

export interface ViewState {
  /** Scopes and series that are open. An open item in a closed one is remembered, and drawn once that opens. */
  readonly expanded: ReadonlySet<ItemId>;
  /** Where the user put nodes, against the rules. */
  readonly placements: ReadonlyMap<ItemId, Placement>;
  /** false: no series is folded at all. */
  readonly foldSeries: boolean;
  /** Series that are drawn as their members, without a box. */
  readonly ungrouped: ReadonlySet<ItemId>;
}

export const initialViewState: ViewState = {
  expanded: new Set(),
  placements: new Map(),
  foldSeries: true,
  ungrouped: new Set(),
};

/** As plain data, for a page's saved state. */
export interface SavedViewState {
  readonly expanded: readonly ItemId[];
  readonly placements: readonly (readonly [ItemId, Placement])[];
  readonly foldSeries: boolean;
  readonly ungrouped: readonly ItemId[];
}

export function saveViewState(state: ViewState): SavedViewState {
  return {
    expanded: [...state.expanded],
    placements: [...state.placements],
    foldSeries: state.foldSeries,
    ungrouped: [...state.ungrouped],
  };
}

export function restoreViewState(saved: SavedViewState): ViewState {
  return {
    expanded: new Set(saved.expanded),
    placements: new Map(saved.placements),
    foldSeries: saved.foldSeries,
    ungrouped: new Set(saved.ungrouped),
  };
}

export function withExpanded(state: ViewState, id: ItemId, expanded: boolean): ViewState {
  const next = new Set(state.expanded);
  if (expanded) next.add(id);
  else next.delete(id);
  return { ...state, expanded: next };
}

export function withPlacement(state: ViewState, id: ItemId, placement: Placement): ViewState {
  return { ...state, placements: new Map(state.placements).set(id, placement) };
}

export function withSeriesGrouped(state: ViewState, id: ItemId, grouped: boolean): ViewState {
  const next = new Set(state.ungrouped);
  if (grouped) next.delete(id);
  else next.add(id);
  return { ...state, ungrouped: next };
}
