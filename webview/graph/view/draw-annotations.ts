/** What stands small beside a node: constants that it reads, summaries of it, and links to nodes that are drawn elsewhere. */

import type { Box } from '../layout/index.ts';
import type { AnnotationKind, VisibleNode } from '../model/index.ts';
import type { OverlayInput } from './overlay.ts';
import type { Palette } from './palette.ts';
import { type AnnotationBox, annotationsOf } from './scene.ts';
import { fontSizes } from './stylesheet.ts';
import { elided } from './text.ts';

/** From the box's inner end: a glyph of this width, then the name. */
const glyphRoom = 12;

export function drawAnnotations(ctx: CanvasRenderingContext2D, input: OverlayInput, node: VisibleNode, box: Box): void {
  const placed = input.scene.layout.nodes.get(node.id);
  if (placed === undefined) return;
  for (const annotation of annotationsOf(input.scene, node)) {
    const own = { ...annotation.box, x: annotation.box.x + box.x - placed.x, y: annotation.box.y + box.y - placed.y };
    drawAnnotation(ctx, annotation, own, box, input);
  }
}

function drawAnnotation(
  ctx: CanvasRenderingContext2D,
  { annotation, side, more }: AnnotationBox,
  own: Box,
  node: Box,
  { palette, selected }: OverlayInput,
): void {
  // Annotations stand left or right of their node; their inner end faces it.
  const right = own.x > node.x;
  const inner = right ? own.x - own.width / 2 : own.x + own.width / 2;
  const edge = right ? node.x + node.width / 2 : node.x - node.width / 2;
  const outward = right ? 1 : -1;
  const isSelected = annotation?.item != null && annotation.item === selected;
  const color = annotation?.edgeKind === 'reference' ? palette.reference : palette.mutedText;
  ctx.strokeStyle = color;
  ctx.lineWidth = 0.8;
  ctx.setLineDash([2, 2]);
  ctx.beginPath();
  ctx.moveTo(inner, own.y);
  ctx.lineTo(edge, Math.abs(own.y - node.y) <= node.height / 2 ? own.y : node.y);
  ctx.stroke();
  ctx.setLineDash([]);
  if (annotation !== null) {
    const tip = side === 'input' ? edge : inner;
    drawArrow(ctx, tip, side === 'input' ? own.y : own.y, side === 'input' ? -outward : outward, color);
    drawGlyph(ctx, annotation.kind, inner + outward * 5, own.y, palette);
  }
  ctx.font = `${isSelected ? '600 ' : ''}${fontSizes.annotation}px ${palette.fontFamily}`;
  ctx.fillStyle = isSelected ? palette.text : palette.mutedText;
  ctx.textAlign = right ? 'left' : 'right';
  const from = annotation === null ? 2 : glyphRoom;
  const text = annotation === null ? `… ${more} more` : annotation.label;
  ctx.fillText(elided(ctx, text, own.width - from), inner + outward * from, own.y + 0.5);
  if (isSelected) {
    ctx.strokeStyle = palette.selection;
    ctx.lineWidth = 1.5;
    ctx.strokeRect(own.x - own.width / 2, own.y - own.height / 2, own.width, own.height);
  }
}

function drawArrow(ctx: CanvasRenderingContext2D, x: number, y: number, direction: number, color: string): void {
  ctx.fillStyle = color;
  ctx.beginPath();
  ctx.moveTo(x, y);
  ctx.lineTo(x - direction * 4, y - 2);
  ctx.lineTo(x - direction * 4, y + 2);
  ctx.fill();
}

function drawGlyph(ctx: CanvasRenderingContext2D, kind: AnnotationKind, x: number, y: number, palette: Palette): void {
  ctx.lineWidth = 1;
  ctx.strokeStyle = palette.mutedText;
  ctx.fillStyle = palette.operation.fill;
  switch (kind) {
    case 'constant':
      ctx.beginPath();
      ctx.arc(x, y, 3, 0, 2 * Math.PI);
      ctx.fill();
      ctx.stroke();
      return;
    case 'summary':
      ctx.fillStyle = palette.mutedText;
      for (const [place, height] of [3, 7, 5].entries()) ctx.fillRect(x - 4 + place * 3, y + 3.5 - height, 2, height);
      return;
    case 'auxiliary':
    case 'control':
      ctx.beginPath();
      ctx.ellipse(x, y, 4, 2.6, 0, 0, 2 * Math.PI);
      if (kind === 'control') ctx.setLineDash([1.5, 1.5]);
      ctx.fill();
      ctx.stroke();
      ctx.setLineDash([]);
      return;
    case 'missing':
      ctx.strokeStyle = palette.reference;
      ctx.beginPath();
      ctx.moveTo(x - 3, y - 3);
      ctx.lineTo(x + 3, y + 3);
      ctx.moveTo(x + 3, y - 3);
      ctx.lineTo(x - 3, y + 3);
      ctx.stroke();
      return;
    default:
      kind satisfies never;
  }
}
