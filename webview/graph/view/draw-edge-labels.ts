/** Shapes on edges. */

import type { EdgeLabel } from './edge-labels.ts';
import type { Palette } from './palette.ts';
import { fontSizes } from './stylesheet.ts';

export function drawEdgeLabel(
  ctx: CanvasRenderingContext2D,
  { x, y, text, width }: EdgeLabel,
  palette: Palette,
  color: string,
): void {
  ctx.globalAlpha *= 0.88;
  ctx.fillStyle = palette.labelGround;
  ctx.fillRect(x - width / 2, y - 5.5, width, 11);
  ctx.globalAlpha /= 0.88;
  ctx.font = `${fontSizes.edge}px ${palette.fontFamily}`;
  ctx.fillStyle = color;
  ctx.textAlign = 'center';
  ctx.fillText(text, x, y + 0.5);
}
