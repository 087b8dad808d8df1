/**
 * What Cytoscape does not draw: titles and buttons of groups, counts, badges, annotations. On a canvas above its own, in
 * the same coordinates, drawn with each of its frames; also drawn over an exported picture.
 */

import type { Box } from '../layout/index.ts';
import type { Coloring, ItemId, VisibleNode } from '../model/index.ts';
import { drawAnnotations } from './draw-annotations.ts';
import { drawBadge, drawFaultBadge } from './draw-badges.ts';
import { drawEdgeLabel } from './draw-edge-labels.ts';
import { drawAreaTitle, drawFoldedGroup, drawOpenGroup, drawSummaryIcon } from './draw-groups.ts';
import type { EdgeLabel } from './edge-labels.ts';
import type { Palette } from './palette.ts';
import { auxiliaryAreas, lookOf, type Scene } from './scene.ts';

export interface OverlayInput {
  readonly scene: Scene;
  readonly palette: Palette;
  readonly coloring: Coloring | null;
  /** Where a node is right now, while things move. */
  readonly boxOf: (id: ItemId) => Box | undefined;
  /** Where labels of edges stand; none while things move. */
  readonly edgeLabels: ReadonlyMap<string, EdgeLabel>;
  /** null: the edge is dimmed. */
  readonly edgeColor: (id: string) => string | null;
  readonly selected: ItemId | null;
  readonly isDimmed: (id: ItemId) => boolean;
  readonly hoveredButton: ItemId | null;
}

export interface OverlayView {
  /** Pixels of the screen for one of the graph. */
  readonly zoom: number;
  /** The part of the graph that is seen. */
  readonly seen: Box;
}

/** Below these zooms things are left out: they could not be read. */
const detail = { titles: 0.12, buttons: 0.3, annotations: 0.32, badges: 0.3, edgeLabels: 0.65 } as const;

/** The context is already in the graph's coordinates. */
export function drawOverlay(ctx: CanvasRenderingContext2D, input: OverlayInput, view: OverlayView): void {
  const { scene, palette } = input;
  ctx.textBaseline = 'middle';
  ctx.lineJoin = 'round';
  for (const { box } of auxiliaryAreas(scene)) {
    if (view.zoom >= detail.titles && overlaps(box, view.seen, 0)) drawAreaTitle(ctx, box, palette);
  }
  if (view.zoom >= detail.edgeLabels) {
    for (const [id, label] of input.edgeLabels) {
      const color = input.edgeColor(id);
      if (color !== null && overlaps({ ...label, height: 11 }, view.seen, 0)) drawEdgeLabel(ctx, label, palette, color);
    }
  }
  const titles: Box[] = [];
  for (const node of scene.visible.nodes) {
    const box = input.boxOf(node.id);
    if (box === undefined || !overlaps(box, view.seen, 300)) continue;
    ctx.globalAlpha = input.isDimmed(node.id) ? (node.expanded ? 0.6 : 0.25) : 1;
    drawNode(ctx, input, node, box, view.zoom, titles);
  }
  ctx.globalAlpha = 1;
}

function drawNode(
  ctx: CanvasRenderingContext2D,
  input: OverlayInput,
  node: VisibleNode,
  box: Box,
  zoom: number,
  titles: Box[],
): void {
  const { palette, scene, coloring } = input;
  const withButton = zoom >= detail.buttons;
  const hovered = input.hoveredButton === node.id;
  if (node.expanded) {
    const left = scene.hidden.get(node.id) ?? 0;
    drawOpenGroup(ctx, node, box, { palette, withButton, hovered, left, zoom, titles });
    return;
  }
  if (node.kind !== 'operation') drawFoldedGroup(ctx, node, box, { palette, withButton, hovered });
  else if (lookOf(node) === 'summary' && zoom >= detail.badges) drawSummaryIcon(ctx, box, palette);
  if (coloring !== null && zoom >= detail.badges) drawBadge(ctx, box, palette, coloring.colors.get(node.id));
  if (node.faults > 0 && zoom >= detail.titles) drawFaultBadge(ctx, box, palette, node.faults);
  if (zoom >= detail.annotations) drawAnnotations(ctx, input, node, box);
}

function overlaps(one: Box, other: Box, around: number): boolean {
  return (
    Math.abs(one.x - other.x) <= (one.width + other.width) / 2 + around &&
    Math.abs(one.y - other.y) <= (one.height + other.height) / 2 + around
  );
}
