/** Draws a ridge on a canvas, in the editor's colours. Knows where things are from ridge.ts; reads no data. */

import type { Theme } from '../../theme.ts';
import type { Ridge, RidgeHit, Slice } from './ridge.ts';

export interface RidgeStyle {
  /** The run's own colour. */
  readonly color: string;
  readonly theme: Theme;
}

const backgroundVariable = '--vscode-editor-background';
const foregroundVariable = '--vscode-editor-foreground';
/** How faint the oldest outline is. */
const oldestAlpha = 0.35;

/** @param context scaled so that a unit is a CSS pixel, with the plot's corner at its origin */
export function drawRidge(
  context: CanvasRenderingContext2D,
  ridge: Ridge,
  { color, theme }: RidgeStyle,
  hit: RidgeHit | undefined,
): void {
  const background = theme.color(backgroundVariable, '#1f1f1f');
  const foreground = theme.color(foregroundVariable, '#cccccc');
  const highContrast = theme.kind.startsWith('high-contrast');
  context.lineJoin = 'round';
  for (const slice of ridge.slices) {
    trace(context, ridge, slice, true);
    // What is behind is hidden, so that the newest reads clearly.
    context.globalAlpha = 1;
    context.fillStyle = background;
    context.fill();
    context.globalAlpha = highContrast ? 0 : 0.15 + 0.55 * slice.age;
    context.fillStyle = color;
    context.fill();
    trace(context, ridge, slice, false);
    context.globalAlpha = highContrast ? 1 : oldestAlpha + (1 - oldestAlpha) * slice.age;
    context.strokeStyle = highContrast ? color : background;
    context.lineWidth = 1;
    context.stroke();
  }
  context.globalAlpha = 1;
  if (hit === undefined) return;
  trace(context, ridge, hit.slice, false);
  context.strokeStyle = foreground;
  context.lineWidth = 1.5;
  context.stroke();
  context.beginPath();
  context.arc(ridge.xs[hit.bin]!, hit.slice.baseline - hit.slice.rises[hit.bin]!, 3, 0, 2 * Math.PI);
  context.fillStyle = foreground;
  context.fill();
}

/** The outline as the current path, from base line to base line; closed along it for filling. */
function trace(context: CanvasRenderingContext2D, { xs }: Ridge, { baseline, rises }: Slice, closed: boolean): void {
  const half = xs[0] ?? 0;
  context.beginPath();
  context.moveTo((xs[0] ?? 0) - half, baseline);
  for (let bin = 0; bin < xs.length; bin++) context.lineTo(xs[bin]!, baseline - rises[bin]!);
  context.lineTo((xs.at(-1) ?? 0) + half, baseline);
  if (closed) context.closePath();
}
