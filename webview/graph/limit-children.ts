/** Groups of thousands are drawn in part, and say so: a flat graph must not hang the page. Pure. */

import type { ItemId, VisibleGraph, VisibleNode } from './model/index.ts';

/** How many children of a group are drawn at first, and how many more on each request. */
export const childrenAtOnce = 1000;

/** The most children to draw, by group; '' is the top. Groups that it does not name: `childrenAtOnce`. */
export type ChildLimits = ReadonlyMap<ItemId | '', number>;

export interface LimitedGraph {
  readonly visible: VisibleGraph;
  /** Of the groups that are not shown in full: how many children are left out. */
  readonly hidden: ReadonlyMap<ItemId | '', number>;
}

export function limitChildren(visible: VisibleGraph, limits: ChildLimits): LimitedGraph {
  const counts = new Map<ItemId | '', number>();
  const hidden = new Map<ItemId | '', number>();
  const dropped = new Set<ItemId>();
  const nodes: VisibleNode[] = [];
  const places = new Int32Array(visible.nodes.length).fill(-1);
  for (const [place, node] of visible.nodes.entries()) {
    const group = node.parent ?? '';
    if (node.parent !== null && dropped.has(node.parent)) {
      dropped.add(node.id);
      continue;
    }
    const count = (counts.get(group) ?? 0) + 1;
    counts.set(group, count);
    if (count > (limits.get(group) ?? childrenAtOnce)) {
      dropped.add(node.id);
      hidden.set(group, (hidden.get(group) ?? 0) + 1);
      continue;
    }
    places[place] = nodes.length;
    nodes.push(node);
  }
  if (dropped.size === 0) return { visible, hidden };
  return {
    visible: {
      ...visible,
      nodes,
      byId: new Map(nodes.map((node) => [node.id, node])),
      edges: visible.edges.filter(({ source, target }) => !dropped.has(source) && !dropped.has(target)),
      shownBy: visible.shownBy.map((place) => (place < 0 ? place : (places[place] ?? -1))),
    },
    hidden,
  };
}

/** Limits under which a node is drawn that would be left out. */
export function limitsShowing(visible: VisibleGraph, limits: ChildLimits, id: ItemId): ChildLimits {
  const next = new Map(limits);
  for (let at = visible.byId.get(id); at !== undefined; ) {
    const { parent } = at;
    const place = visible.nodes.filter((node) => node.parent === parent).indexOf(at) + 1;
    const group = parent ?? '';
    const limit = next.get(group) ?? childrenAtOnce;
    if (place > limit) next.set(group, Math.ceil(place / childrenAtOnce) * childrenAtOnce);
    at = parent === null ? undefined : visible.byId.get(parent);
  }
  return next;
}
