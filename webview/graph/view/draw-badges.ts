/** What a node's colour says, said without colour too: the category's number, devices' shares, a value's bar. */

import type { Box } from '../layout/index.ts';
import type { NodeColor } from '../model/index.ts';
import type { Palette } from './palette.ts';

export function drawBadge(
  ctx: CanvasRenderingContext2D,
  box: Box,
  palette: Palette,
  color: NodeColor | undefined,
): void {
  switch (color?.kind) {
    case undefined:
    case 'none':
      return;
    case 'category':
      drawNumber(ctx, box, palette, color.category);
      return;
    case 'mixed':
      drawShares(ctx, box, palette, color.shares);
      return;
    case 'value':
      drawBar(ctx, box, palette, color.relative);
      return;
    default:
      color satisfies never;
  }
}

/** On the upper left corner, as the legend numbers its categories. */
function drawNumber(ctx: CanvasRenderingContext2D, box: Box, palette: Palette, category: number): void {
  const text = String(category + 1);
  ctx.font = `600 8px ${palette.fontFamily}`;
  const width = Math.max(11, ctx.measureText(text).width + 5);
  const x = box.x - box.width / 2 + 5;
  const y = box.y - box.height / 2;
  ctx.beginPath();
  ctx.roundRect(x - width / 2, y - 5.5, width, 11, 5.5);
  ctx.fillStyle = palette.background;
  ctx.fill();
  ctx.lineWidth = 1;
  ctx.strokeStyle = palette.category(category).border;
  ctx.stroke();
  ctx.fillStyle = palette.text;
  ctx.textAlign = 'center';
  ctx.fillText(text, x, y + 0.5);
}

/** On the upper right corner: that something in it could not be made, and of a folded group how much. */
export function drawFaultBadge(ctx: CanvasRenderingContext2D, box: Box, palette: Palette, faults: number): void {
  const text = faults === 1 ? '!' : `! ${faults.toLocaleString('en')}`;
  ctx.font = `700 9px ${palette.fontFamily}`;
  const width = Math.max(12, ctx.measureText(text).width + 6);
  const x = box.x + box.width / 2 - 4;
  const y = box.y - box.height / 2;
  ctx.beginPath();
  ctx.roundRect(x - width / 2, y - 6, width, 12, 6);
  ctx.fillStyle = palette.background;
  ctx.fill();
  ctx.lineWidth = 1.5;
  ctx.strokeStyle = palette.fault;
  ctx.stroke();
  ctx.fillStyle = palette.fault;
  ctx.textAlign = 'center';
  ctx.fillText(text, x, y + 0.5);
}

type Shares = Extract<NodeColor, { kind: 'mixed' }>['shares'];

/** A strip along the lower edge, split as the operations are. */
function drawShares(ctx: CanvasRenderingContext2D, box: Box, palette: Palette, shares: Shares): void {
  const strip = stripOf(box);
  let x = strip.x;
  for (const { category, share } of shares) {
    const width = strip.width * share;
    ctx.fillStyle = palette.category(category).border;
    ctx.fillRect(x, strip.y, width, strip.height);
    x += width;
  }
  if (shares[0] !== undefined) drawNumber(ctx, box, palette, shares[0].category);
}

function drawBar(ctx: CanvasRenderingContext2D, box: Box, palette: Palette, relative: number): void {
  const { x, y, width, height } = stripOf(box);
  ctx.lineWidth = 0.75;
  ctx.strokeStyle = palette.mutedText;
  ctx.fillStyle = palette.reference;
  ctx.fillRect(x, y, Math.max(1, width * relative), height);
  ctx.strokeRect(x, y, width, height);
}

function stripOf({ x, y, width, height }: Box): Box {
  const long = Math.max(10, width * 0.7);
  return { x: x - long / 2, y: y + height / 2 - 5, width: long, height: 3 };
}
