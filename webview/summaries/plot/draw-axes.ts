/** Axes around a plot: marks, their texts and faint lines. */

import type { Theme } from '../../theme.ts';
import type { Tick } from '../scalars/ticks.ts';
import type { PlotArea } from './plot-canvas.ts';

export interface Axes {
  /** `at`: pixels from the plot's left edge. */
  readonly x: readonly PlacedTick[];
  /** `at`: pixels from the plot's top. */
  readonly y: readonly PlacedTick[];
  readonly ySide: 'left' | 'right';
}

export interface PlacedTick {
  readonly at: number;
  readonly text: string;
}

/** Ticks on a linear axis from `min` at pixel 0 to `max` at pixel `length`; `flip` turns it around, as a y axis is. */
export function placeTicks(
  ticks: readonly Tick[],
  { min, max }: { readonly min: number; readonly max: number },
  length: number,
  flip = false,
): readonly PlacedTick[] {
  return ticks.map(({ value, text }) => {
    const fraction = max > min ? (value - min) / (max - min) : 0.5;
    return { at: (flip ? 1 - fraction : fraction) * length, text };
  });
}

const gap = 6;
const markLength = 4;

export function drawAxes(
  context: CanvasRenderingContext2D,
  axes: Axes,
  { width, height }: PlotArea,
  theme: Theme,
): void {
  const text = theme.color('--vscode-descriptionForeground', theme.color('--vscode-foreground', '#999999'));
  const line = theme.color('--vscode-editorWidget-border', theme.color('--vscode-contrastBorder', '#80808080'));
  const family = theme.color('--vscode-font-family', 'sans-serif');
  context.font = `11px ${family}`;
  context.lineWidth = 1;
  context.strokeStyle = line;
  context.fillStyle = text;
  context.beginPath();
  context.moveTo(0, height + 0.5);
  context.lineTo(width, height + 0.5);
  for (const { at } of axes.x) {
    context.moveTo(Math.round(at) + 0.5, height);
    context.lineTo(Math.round(at) + 0.5, height + markLength);
  }
  context.stroke();
  context.textAlign = 'center';
  context.textBaseline = 'top';
  let free = Number.NEGATIVE_INFINITY;
  for (const { at, text } of axes.x) {
    const half = context.measureText(text).width / 2;
    if (at - half < free) continue;
    context.fillText(text, at, height + markLength + 2);
    free = at + half + gap;
  }
  context.textAlign = axes.ySide === 'left' ? 'right' : 'left';
  context.textBaseline = 'middle';
  for (const { at, text } of axes.y) context.fillText(text, axes.ySide === 'left' ? -gap : width + gap, at);
}
