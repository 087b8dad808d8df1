/** Which items are drawn in a view, nested, and which of them holds each operation. */

import type { GraphModel, GroupItem, Item, ItemId, OperationItem, ScopeItem } from './items.ts';
import type { ViewState } from './view-state.ts';

/** An item that is drawn. */
export interface Drawn {
  readonly item: Item;
  /** Place of the expanded group around it; -1 at the top. */
  readonly parent: number;
  /** From 0 at the top. */
  readonly depth: number;
  readonly expanded: boolean;
}

export interface Unfolded {
  /** Parents before their children. */
  readonly drawn: readonly Drawn[];
  /** For each operation the place of the unexpanded item that holds it; -1 for one that is drawn as an annotation. */
  readonly holder: Int32Array;
  /** Whether an operation is drawn as an annotation here. */
  readonly isAnnotation: (node: number) => boolean;
}

export function unfold(model: GraphModel, state: ViewState): Unfolded {
  const { isAnnotation, isDrawn } = annotationRules(model, state);
  const drawn: Drawn[] = [];
  const placeOfScope = new Int32Array(model.scopes.length).fill(-1);
  const placeOfOperation = new Int32Array(model.operations.length).fill(-1);
  const placeOfSeries = new Map<ItemId, number>();

  // A stack and no recursion: groups nest as deep as names do. Last child first, so that the first comes off first.
  const stack: { readonly item: Item; readonly parent: number; readonly depth: number }[] = [];
  const pushChildren = (group: GroupItem, parent: number, depth: number) => {
    const children = childrenOf(group, state).filter(isDrawn);
    for (let i = children.length - 1; i >= 0; i -= 1) stack.push({ item: children[i]!, parent, depth });
  };
  pushChildren(model.root, -1, 0);
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { item, parent, depth } = next;
    const place = drawn.length;
    const expanded = item.kind !== 'operation' && state.expanded.has(item.id);
    drawn.push({ item, parent, depth, expanded });
    if (item.kind === 'operation') placeOfOperation[item.node] = place;
    else if (expanded) pushChildren(item, place, depth + 1);
    else if (item.kind === 'scope') placeOfScope[item.index] = place;
    else placeOfSeries.set(item.id, place);
  }

  // Scopes come parents first, so a scope in a closed one finds that one's place.
  const heldBy = (item: OperationItem | ScopeItem): number => {
    const closed = item.series === null ? undefined : placeOfSeries.get(item.series.id);
    if (closed !== undefined) return closed;
    const around = item.scope!;
    return around.index < 0 ? -1 : placeOfScope[around.index]!;
  };
  for (const scope of model.scopes) if (placeOfScope[scope.index]! < 0) placeOfScope[scope.index] = heldBy(scope);
  const holder = placeOfOperation;
  for (const operation of model.operations) if (holder[operation.node]! < 0) holder[operation.node] = heldBy(operation);
  return { drawn, holder, isAnnotation };
}

/** The children of a group in this view, before those that are annotations are left out. */
export function childrenOf(group: GroupItem, state: ViewState): readonly Item[] {
  if (group.kind === 'series') return group.members;
  if (group.childSeries.length === 0 || !state.foldSeries) return group.children;
  const children: Item[] = [];
  const seen = new Set<ItemId>();
  for (const child of group.children) {
    const { series } = child;
    if (series === null || state.ungrouped.has(series.id)) children.push(child);
    else if (!seen.has(series.id)) {
      seen.add(series.id);
      children.push(series);
    }
  }
  return children;
}

/** What the user put in the main graph is a node there, whatever it would be else, and so are the scopes around it. */
export function annotationRules(model: GraphModel, { placements }: ViewState) {
  const freed = new Set<number>();
  const needed = new Set<ScopeItem>();
  for (const [id, placement] of placements) {
    const item = placement === 'main' ? model.items.get(id) : undefined;
    if (item?.kind !== 'operation' || model.host[item.node]! < 0) continue;
    freed.add(item.node);
    for (let scope: ScopeItem | null = item.scope; scope !== null; scope = scope.scope) needed.add(scope);
  }
  const isAnnotation = (node: number) => model.host[node]! >= 0 && !freed.has(node);
  const isDrawn = (item: Item) => {
    if (item.kind === 'operation') return !isAnnotation(item.node);
    return item.kind === 'series' || item.drawn > 0 || needed.has(item);
  };
  return { isAnnotation, isDrawn };
}
