/** What follows from what is selected and pointed at: marks on the canvas, and where an item stands in the view. Pure. */

import type { Standing } from './card/card.ts';
import {
  type GraphModel,
  groupsAbove,
  type ItemId,
  neighbors,
  type SearchResult,
  traceInputs,
  type ViewState,
} from './model/index.ts';
import type { Marks } from './view/graph-view.ts';
import { isWithin, type Scene } from './view/scene.ts';

export interface Pointing {
  readonly selected: ItemId | null;
  readonly hovered: ItemId | null;
  readonly tracing: boolean;
  readonly found: SearchResult | null;
}

export function marksFor(model: GraphModel, scene: Scene, { selected, hovered, tracing, found }: Pointing): Marks {
  const { visible } = scene;
  // Of an open group nothing is marked: its edges are those of what is in it.
  const shown = (id: ItemId | null) => id !== null && visible.byId.get(id)?.expanded === false;
  const about = shown(hovered) ? hovered : shown(selected) ? selected : null;
  const inputEdges = new Set<string>();
  const outputEdges = new Set<string>();
  const around = about === null ? null : neighbors(visible, about);
  if (about !== null && around !== null) {
    const near = new Set(around.edges);
    for (const { id, target } of visible.edges) {
      if (near.has(id)) (isWithin(visible, target, about) ? inputEdges : outputEdges).add(id);
    }
  }
  return {
    selected,
    inputEdges,
    outputEdges,
    inputNodes: new Set(around?.inputs),
    outputNodes: new Set(around?.outputs),
    traced: tracing && selected !== null ? traceInputs(model, visible, selected) : null,
    hits: new Set(found?.hits.map(({ id }) => id).filter((id) => visible.byId.has(id))),
  };
}

export function standingOf(model: GraphModel, state: ViewState, scene: Scene, id: ItemId, tracing: boolean): Standing {
  const item = model.items.get(id);
  const node = scene.visible.byId.get(id);
  const series = item?.kind === 'series' ? item : (item?.series ?? null);
  return {
    expanded: item === undefined || item.kind === 'operation' ? null : (node?.expanded ?? state.expanded.has(id)),
    auxiliary: node === undefined ? null : node.auxiliary,
    traced: tracing,
    series: series === null || !state.foldSeries ? null : { id: series.id, grouped: !state.ungrouped.has(series.id) },
    hidden: scene.hidden.get(id) ?? 0,
    path: groupsAbove(model, state, id).map((above) => ({ id: above, label: model.items.get(above)?.label ?? above })),
  };
}
