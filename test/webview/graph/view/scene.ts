/** The tutorial's graph, laid out, with some scopes open. */

import { layoutGraph, layoutRequest } from '../../../../webview/graph/layout/index.ts';
import { buildModel, initialViewState, visibleGraph, withExpanded } from '../../../../webview/graph/model/index.ts';
import type { Scene } from '../../../../webview/graph/view/scene.ts';
import { tutorialGraph } from '../engine-graph.ts';

export const tutorialModel = buildModel(tutorialGraph());

export function tutorialScene(...open: readonly string[]): Scene {
  const state = open.reduce((state, name) => withExpanded(state, `scope:${name}`, true), initialViewState);
  const visible = visibleGraph(tutorialModel, state);
  return { visible, layout: layoutGraph(layoutRequest(visible)), hidden: new Map() };
}
