/** What stands small beside a node: constants that it reads, summaries of it, and links to nodes that are drawn elsewhere. */

import type { Box, Point } from '../layout/index.ts';
import type { AnnotationKind, VisibleNode } from '../model/index.ts';
import type { OverlayInput } from './overlay.ts';
import type { Palette } from './palette.ts';
import { type AnnotationBox, annotationsOf, lookOf } from './scene.ts';
import { fontSizes } from './stylesheet.ts';
import { elided } from './text.ts';

/** From the box's inner end: a glyph of this width, then the name. */
const glyphRoom = 12;

export function drawAnnotations(ctx: CanvasRenderingContext2D, input: OverlayInput, node: VisibleNode, box: Box): void {
  const placed = input.scene.layout.nodes.get(node.id);
  if (placed === undefined) return;
  const lookIsRound =
    node.kind === 'operation' && !['variable', 'placeholder', 'summary', 'fault'].includes(lookOf(node));
  for (const annotation of annotationsOf(input.scene, node)) {
    const own = { ...annotation.box, x: annotation.box.x + box.x - placed.x, y: annotation.box.y + box.y - placed.y };
    drawAnnotation(ctx, annotation, own, box, lookIsRound, input);
  }
}

function drawAnnotation(
  ctx: CanvasRenderingContext2D,
  { annotation, side, more }: AnnotationBox,
  own: Box,
  node: Box,
  round: boolean,
  { palette, selected }: OverlayInput,
): void {
  // Annotations stand left or right of their node; their inner end faces it.
  const right = own.x > node.x;
  const inner = right ? own.x - own.width / 2 : own.x + own.width / 2;
  const outward = right ? 1 : -1;
  const isSelected = annotation?.item != null && annotation.item === selected;
  const faulty = annotation?.faulty === true;
  const color = faulty ? palette.fault : annotation?.edgeKind === 'reference' ? palette.reference : palette.mutedText;
  ctx.strokeStyle = color;
  ctx.lineWidth = faulty ? 1.6 : 0.8;
  ctx.setLineDash(faulty ? [4, 2] : [2, 2]);
  const end = borderPoint(node, own.y, outward, round);
  const fromNode = side === 'output';
  ctx.beginPath();
  ctx.moveTo(inner, own.y);
  ctx.lineTo(end.x, end.y);
  ctx.stroke();
  ctx.setLineDash([]);
  if (annotation !== null) {
    const tip = fromNode ? { x: inner, y: own.y } : end;
    drawArrow(ctx, tip, fromNode ? end : { x: inner, y: own.y }, color);
    drawGlyph(ctx, annotation.kind, inner + outward * 5, own.y, palette);
  }
  ctx.font = `${isSelected ? '600 ' : ''}${fontSizes.annotation}px ${palette.fontFamily}`;
  ctx.fillStyle = isSelected ? palette.text : palette.mutedText;
  ctx.textAlign = right ? 'left' : 'right';
  const from = annotation === null ? 2 : glyphRoom;
  const text = annotation === null ? `+${more} more` : faulty ? `✗ ${annotation.label}` : annotation.label;
  const shown = annotation === null ? text : elided(ctx, text, own.width - from + 1);
  ctx.fillText(shown, inner + outward * from, own.y + 0.5);
  if (isSelected) {
    ctx.strokeStyle = palette.selection;
    ctx.lineWidth = 1.5;
    ctx.strokeRect(own.x - own.width / 2, own.y - own.height / 2, own.width, own.height);
  }
}

/** Where a line to the annotation at height `y` leaves the node. */
function borderPoint({ x, y, width, height }: Box, wanted: number, outward: 1 | -1, round: boolean): Point {
  const rise = Math.min(height / 2 - 3, Math.max(3 - height / 2, wanted - y));
  const inset = round && height > 0 ? Math.sqrt(Math.max(0, 1 - ((2 * rise) / height) ** 2)) : 1;
  return { x: x + (outward * width * inset) / 2, y: y + rise };
}

function drawArrow(ctx: CanvasRenderingContext2D, tip: Point, from: Point, color: string): void {
  const angle = Math.atan2(tip.y - from.y, tip.x - from.x);
  const corner = (turn: number) =>
    [tip.x - 4.5 * Math.cos(angle + turn), tip.y - 4.5 * Math.sin(angle + turn)] as const;
  ctx.fillStyle = color;
  ctx.beginPath();
  ctx.moveTo(tip.x, tip.y);
  ctx.lineTo(...corner(0.5));
  ctx.lineTo(...corner(-0.5));
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
