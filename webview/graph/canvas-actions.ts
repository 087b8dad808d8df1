/** What the keys on the canvas do (controls/shortcuts.ts says which key is which). */

import { openHelp } from './controls/help.ts';
import type { CanvasAction } from './controls/shortcuts.ts';
import { zoomStep } from './controls/toolbar.ts';
import type { Explorer } from './explorer.ts';
import type { Point } from './layout/index.ts';
import type { ItemId } from './model/index.ts';
import type { GraphView } from './view/graph-view.ts';
import { firstNode, nodeInDirection } from './view/navigate.ts';

export interface CanvasActor {
  readonly explorer: Explorer;
  readonly view: GraphView;
  readonly animates: () => boolean;
  readonly selectAndShow: (id: ItemId) => void;
  readonly goToSource: (id: ItemId) => void;
  /** Without an argument: the other way round. */
  readonly traceInputs: (on?: boolean) => void;
  readonly openMenu: (id: ItemId | null, place: Point) => void;
  readonly search: () => void;
}

export function performAction(action: CanvasAction, actor: CanvasActor): void {
  const { explorer, view, animates } = actor;
  const { scene, selected } = explorer;
  if (scene === null) return;
  switch (action.type) {
    case 'move':
      move(action.direction, actor);
      return;
    case 'toggle':
      if (selected !== null) void explorer.toggle(selected);
      return;
    case 'source':
      if (selected !== null) actor.goToSource(selected);
      return;
    case 'out': {
      const parent = selected === null ? null : scene.visible.byId.get(selected)?.parent;
      if (parent != null) actor.selectAndShow(parent);
      return;
    }
    case 'in': {
      const inside = scene.visible.nodes.find(({ parent }) => parent === selected);
      if (selected !== null && inside !== undefined) actor.selectAndShow(inside.id);
      return;
    }
    case 'clear':
      explorer.cancel();
      actor.traceInputs(false);
      explorer.select(null);
      return;
    case 'menu':
      actor.openMenu(selected, view.placeOf(selected));
      return;
    case 'pan':
      view.panBy(action.x, action.y);
      return;
    case 'fit':
      view.fit(animates());
      return;
    case 'zoomIn':
    case 'zoomOut':
      view.zoomBy(action.type === 'zoomIn' ? zoomStep : 1 / zoomStep, animates());
      return;
    case 'trace':
      if (selected !== null) actor.traceInputs();
      return;
    case 'search':
      actor.search();
      return;
    case 'help':
      openHelp();
      return;
    default:
      action satisfies never;
  }
}

/** From the selected node to the next in that direction; to the first where none is selected that is drawn. */
function move(direction: 'up' | 'down' | 'left' | 'right', { explorer, selectAndShow }: CanvasActor): void {
  const { scene, selected } = explorer;
  if (scene === null) return;
  const isDrawn = selected !== null && scene.visible.byId.has(selected);
  const to = isDrawn
    ? nodeInDirection(scene.visible, scene.layout.nodes, selected, direction)
    : firstNode(scene.visible);
  if (to !== null) selectAndShow(to);
}
