/** From a name to the item that is drawn for it, and which groups must open for it to be seen. */

import type { GraphModel, ItemId } from './items.ts';
import type { ViewState } from './view-state.ts';

/** The item of an operation's or a scope's whole name (`fc1`, `fc1/`, `fc1/MatMul:0`); null where there is none. */
export function locate(model: GraphModel, name: string): ItemId | null {
  throw new Error(`not written yet ${model} ${name}`);
}

/** The scopes and series around an item in this view, outermost first. */
export function groupsAbove(model: GraphModel, state: ViewState, id: ItemId): readonly ItemId[] {
  throw new Error(`not written yet ${model} ${state} ${id}`);
}

/**
 * The view in which an item can be seen, with everything around it open; `focus` is the visible node to bring into
 * view: the item itself, or the node at which it is an annotation.
 */
export function reveal(
  model: GraphModel,
  state: ViewState,
  id: ItemId,
): { readonly state: ViewState; readonly focus: ItemId } {
  throw new Error(`not written yet ${model} ${state} ${id}`);
}

/** Opens a scope and all in it, outermost first, until `limit` nodes would be visible in it. */
export function expandAll(model: GraphModel, state: ViewState, id: ItemId | null, limit?: number): ViewState {
  throw new Error(`not written yet ${model} ${state} ${id} ${limit}`);
}
