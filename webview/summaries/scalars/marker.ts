/** Small shapes on a canvas: the markers of runs, and the marks of values that are no numbers. */

import { markerOutlines } from '../shell/run-sample.ts';
import type { Marker } from '../store/run-styles.ts';
import type { LonePoint } from './line-path.ts';

const shapeOf: Record<LonePoint['kind'], Marker> = { NaN: 'triangle', '+∞': 'triangle', '−∞': 'down', alone: 'circle' };

/** Fills a shape about `x`, `y` in the context's colour. */
export function drawMarker(
  context: Pick<CanvasRenderingContext2D, 'beginPath' | 'arc' | 'lineTo' | 'closePath' | 'fill'>,
  kind: Marker | LonePoint['kind'],
  x: number,
  y: number,
  radius: number,
): void {
  const shape = kind in shapeOf ? shapeOf[kind as LonePoint['kind']] : (kind as Marker);
  context.beginPath();
  if (shape === 'circle') context.arc(x, y, radius, 0, Math.PI * 2);
  else for (const [dx, dy] of markerOutlines[shape]) context.lineTo(x + dx * radius, y + dy * radius);
  context.closePath();
  context.fill();
}
