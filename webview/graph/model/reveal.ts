/** From a name to the item that is drawn for it, and which groups must open for it to be seen. */

import type { GraphModel, Item, ItemId } from './items.ts';
import { annotationRules, childrenOf } from './unfold.ts';
import type { ViewState } from './view-state.ts';

/** The item of an operation's, scope's or loop's whole name (`fc1`, `fc1/`, `fc1/MatMul:0`); null where there is none. */
export function locate(model: GraphModel, name: string): ItemId | null {
  const operation = model.byName.get(name);
  if (operation) return operation.id;
  const scope = `scope:${name.endsWith('/') ? name.slice(0, -1) : name}`;
  if (model.items.has(scope)) return scope;
  const plain = name.replace(/^\^/, '').replace(/:\d{1,5}$/, '');
  const loop = model.scopes.find((each) => each.loop?.name === name);
  return model.byName.get(plain)?.id ?? loop?.id ?? null;
}

/** The scopes and series around an item in this view, outermost first. */
export function groupsAbove(model: GraphModel, state: ViewState, id: ItemId): readonly ItemId[] {
  const above: ItemId[] = [];
  let item: Item | undefined = model.items.get(id);
  while (item !== undefined && item.scope !== null) {
    if (item.kind !== 'series' && item.series !== null && state.foldSeries && !state.ungrouped.has(item.series.id)) {
      above.push(item.series.id);
    }
    item = item.scope;
    if (item.scope !== null) above.push(item.id);
  }
  return above.reverse();
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
  const { isAnnotation, isDrawn } = annotationRules(model, state);
  let item = model.items.get(id);
  while (item?.kind === 'operation' && isAnnotation(item.node)) item = model.operations[model.host[item.node]!]!;
  // A scope of annotations only: the first of them leads to where it can be seen.
  if (item?.kind === 'scope' && !isDrawn(item)) {
    let inside: Item | undefined = item;
    while (inside?.kind === 'scope') inside = inside.children[0];
    return inside === undefined ? { state, focus: id } : reveal(model, state, inside.id);
  }
  if (item?.kind === 'series' && (!state.foldSeries || state.ungrouped.has(item.id))) item = item.members[0];
  const focus = item?.id ?? id;
  const expanded = new Set(state.expanded);
  for (const group of groupsAbove(model, state, focus)) expanded.add(group);
  return { state: { ...state, expanded }, focus };
}

/** Opens a scope and all in it, outermost first, until `limit` nodes would be visible in it. null: the whole graph. */
export function expandAll(model: GraphModel, state: ViewState, id: ItemId | null, limit = 2000): ViewState {
  const { isDrawn } = annotationRules(model, state);
  const expanded = new Set(state.expanded);
  const start = id === null ? model.root : model.items.get(id);
  const queue: Item[] = start === undefined ? [] : [start];
  let visible = 0;
  for (let next = 0; next < queue.length; next += 1) {
    const item = queue[next]!;
    if (item.kind === 'operation') continue;
    const children = childrenOf(item, state).filter(isDrawn);
    if (visible + children.length > limit) break;
    visible += children.length;
    if (item !== model.root) expanded.add(item.id);
    for (const child of children) queue.push(child);
  }
  return { ...state, expanded };
}
