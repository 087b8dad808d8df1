/** Titles, fold buttons and counts of scopes and series. */

import type { Box } from '../layout/index.ts';
import type { VisibleNode } from '../model/index.ts';
import { buttonRoom, countsHeight } from './elements.ts';
import { foldButton, foldButtonOf } from './hit.ts';
import type { Palette } from './palette.ts';
import { areaTitleHeight } from './scene.ts';
import { fontSizes } from './stylesheet.ts';
import { elided } from './text.ts';

export interface GroupStyle {
  readonly palette: Palette;
  readonly withButton: boolean;
  readonly hovered: boolean;
}

export function drawOpenGroup(
  ctx: CanvasRenderingContext2D,
  node: VisibleNode,
  box: Box,
  style: GroupStyle & { readonly left: number; readonly zoom: number; readonly titles: Box[] },
): void {
  const { palette, left, zoom } = style;
  if (zoom * fontSizes.group < leastTitle) {
    drawDistantTitle(ctx, node, box, style);
    return;
  }
  const y = box.y - box.height / 2 + 13;
  const x = box.x - box.width / 2 + 27;
  const room = box.width - 27 - 8;
  ctx.textAlign = 'left';
  ctx.fillStyle = palette.text;
  ctx.font = `600 ${fontSizes.group}px ${palette.fontFamily}`;
  const title = elided(ctx, node.label, room);
  ctx.fillText(title, x, y);
  const used = ctx.measureText(title).width + 8;
  ctx.font = `${fontSizes.annotation}px ${palette.fontFamily}`;
  ctx.fillStyle = palette.mutedText;
  const note = left > 0 ? `${countText(node)}, ${left.toLocaleString('en')} not shown` : countText(node);
  if (ctx.measureText(note).width <= room - used) ctx.fillText(note, x + used, y);
  if (style.withButton) drawFoldButton(ctx, node, box, style);
}

/** In pixels of the screen: from afar, titles keep this size, where there is room for them. */
const leastTitle = 9;

function drawDistantTitle(
  ctx: CanvasRenderingContext2D,
  node: VisibleNode,
  box: Box,
  { palette, zoom, titles }: GroupStyle & { readonly zoom: number; readonly titles: Box[] },
): void {
  const size = leastTitle / zoom;
  ctx.font = `600 ${size}px ${palette.fontFamily}`;
  const width = ctx.measureText(node.label).width + size * 0.6;
  const height = size * 1.4;
  if (width > box.width || height * 1.5 > box.height) return;
  const place = { x: box.x - box.width / 2 + width / 2, y: box.y - box.height / 2 + height / 2, width, height };
  const isTaken = titles.some(
    (other) => Math.abs(other.x - place.x) < (other.width + width) / 2 && Math.abs(other.y - place.y) < height,
  );
  if (isTaken) return;
  titles.push(place);
  ctx.fillStyle = palette.background;
  ctx.fillRect(place.x - width / 2, place.y - height / 2, width, height);
  ctx.fillStyle = palette.text;
  ctx.textAlign = 'center';
  ctx.fillText(node.label, place.x, place.y);
}

export function drawFoldedGroup(
  ctx: CanvasRenderingContext2D,
  node: VisibleNode,
  box: Box,
  { palette, withButton, hovered }: GroupStyle,
): void {
  if (node.kind === 'series') drawStack(ctx, box, palette);
  if (!withButton) return;
  drawFoldButton(ctx, node, box, { palette, withButton, hovered });
  if (box.height < countsHeight) return;
  ctx.font = `${fontSizes.annotation}px ${palette.fontFamily}`;
  ctx.fillStyle = palette.mutedText;
  ctx.textAlign = 'center';
  ctx.fillText(elided(ctx, countText(node), box.width - buttonRoom - 8), box.x + (8 - buttonRoom) / 2, box.y + 9);
}

/** The boxes behind a series, as far as they look out at its right and top. */
function drawStack(ctx: CanvasRenderingContext2D, { x, y, width, height }: Box, palette: Palette): void {
  ctx.strokeStyle = palette.scope.border;
  ctx.lineWidth = 1;
  for (const shift of [3, 6]) {
    const right = x + width / 2 + shift;
    const top = y - height / 2 - shift;
    ctx.beginPath();
    ctx.moveTo(x - width / 2 + shift + 4, top);
    ctx.lineTo(right - 6, top);
    ctx.quadraticCurveTo(right, top, right, top + 6);
    ctx.lineTo(right, y + height / 2 - shift - 4);
    ctx.stroke();
  }
}

function drawFoldButton(ctx: CanvasRenderingContext2D, node: VisibleNode, box: Box, style: GroupStyle): void {
  const center = foldButtonOf(node, box);
  if (center === null) return;
  const { palette, hovered } = style;
  const { x, y } = center;
  ctx.beginPath();
  ctx.arc(x, y, foldButton.radius, 0, 2 * Math.PI);
  ctx.fillStyle = hovered ? palette.selection : palette.background;
  ctx.fill();
  ctx.lineWidth = 1;
  ctx.strokeStyle = hovered ? palette.selection : palette.mutedText;
  ctx.stroke();
  ctx.strokeStyle = hovered ? palette.background : palette.text;
  ctx.lineWidth = 1.3;
  ctx.beginPath();
  ctx.moveTo(x - 3.5, y);
  ctx.lineTo(x + 3.5, y);
  if (!node.expanded) {
    ctx.moveTo(x, y - 3.5);
    ctx.lineTo(x, y + 3.5);
  }
  ctx.stroke();
}

export function drawAreaTitle(ctx: CanvasRenderingContext2D, box: Box, palette: Palette): void {
  ctx.font = `${fontSizes.annotation}px ${palette.fontFamily}`;
  ctx.fillStyle = palette.mutedText;
  ctx.textAlign = 'left';
  const x = box.x - box.width / 2 + 10;
  ctx.fillText(elided(ctx, 'Auxiliary nodes', box.width - 12), x, box.y - box.height / 2 + areaTitleHeight / 2 + 3);
}

/** Three bars at the left of a summary's name. */
export function drawSummaryIcon(ctx: CanvasRenderingContext2D, box: Box, palette: Palette): void {
  ctx.fillStyle = palette.mutedText;
  const left = box.x - box.width / 2 + 4;
  const bottom = box.y + 4;
  for (const [place, height] of [4, 8, 6].entries()) ctx.fillRect(left + place * 3, bottom - height, 2, height);
}

function countText({ kind, operations }: VisibleNode): string {
  const what =
    kind === 'series' ? 'in series' : `${operations === 1 ? 'op' : 'ops'}${kind === 'loop' ? ' a pass' : ''}`;
  return `${operations.toLocaleString('en')} ${what}`;
}
