import type { GraphModel } from './items.ts';
import type { ViewState } from './view-state.ts';
import type { VisibleGraph } from './visible.ts';

export function visibleGraph(model: GraphModel, state: ViewState): VisibleGraph {
  throw new Error(`not written yet ${model} ${state}`);
}
