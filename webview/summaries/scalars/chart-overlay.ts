/**
 * What moves on top of a chart without drawing its lines again. Vertical lines, which all charts have, are elements that
 * only change place; the points under the cursor and the rectangle that is dragged are drawn, on one chart at a time.
 */

import { element } from '../../dom.ts';
import type { Theme } from '../../theme.ts';
import { styleColor } from '../store/run-styles.ts';
import type { Geometry } from './line-chart.ts';
import { toPixel } from './line-path.ts';
import { drawMarker } from './marker.ts';
import type { TooltipRow } from './tooltip-rows.ts';

export interface Rectangle {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface OverlayContent {
  /** In the units of the axis; null where there is no cursor. */
  readonly cursor: number | null;
  /** The points to stress: none but on the chart that has the pointer or the focus. */
  readonly rows: readonly TooltipRow[];
  /** Chosen steps that the axis can show: two at most. */
  readonly pinned: readonly number[];
  readonly drag: Rectangle | null;
  readonly theme: Theme;
}

const dotRadius = 4;

export class ChartOverlay {
  readonly canvas: HTMLCanvasElement;
  /** Lines that belong over the chart and under the canvas. */
  readonly lines: readonly HTMLElement[];
  readonly #cursor = verticalLine('chart-cursor');
  readonly #pinned = [verticalLine('chart-pinned'), verticalLine('chart-pinned')];
  #blank = true;

  constructor(canvas: HTMLCanvasElement) {
    this.canvas = canvas;
    this.lines = [this.#cursor, ...this.#pinned];
  }

  draw(geometry: Geometry | undefined, { cursor, rows, pinned, drag, theme }: OverlayContent): void {
    if (!geometry) return;
    placeLine(this.#cursor, geometry, cursor);
    this.#pinned.forEach((line, index) => {
      placeLine(line, geometry, pinned[index] ?? null);
    });
    const blank = rows.length === 0 && drag === null;
    if (blank && this.#blank) return;
    const context = this.#prepare();
    if (!context) return;
    this.#blank = blank;
    if (rows.length > 0) drawDots(context, geometry, rows, theme);
    if (drag) drawRectangle(context, drag, theme);
  }

  /** An empty canvas of the size that it has on the page. */
  #prepare(): CanvasRenderingContext2D | null {
    const { clientWidth, clientHeight } = this.canvas;
    const width = Math.round(clientWidth * devicePixelRatio);
    const height = Math.round(clientHeight * devicePixelRatio);
    if (this.canvas.width !== width || this.canvas.height !== height) Object.assign(this.canvas, { width, height });
    const context = this.canvas.getContext('2d');
    context?.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    context?.clearRect(0, 0, clientWidth, clientHeight);
    return context;
  }
}

function verticalLine(name: string): HTMLElement {
  return element('div', { class: name, hidden: true });
}

function placeLine(line: HTMLElement, { area, x }: Geometry, value: number | null): void {
  const pixel = value === null ? Number.NaN : toPixel(x, value);
  const shown = pixel >= area.left - 0.5 && pixel <= area.right + 0.5;
  if (line.hidden === shown) line.hidden = !shown;
  if (!shown) return;
  line.style.transform = `translate(${Math.round(pixel)}px, ${area.top}px)`;
  line.style.height = `${area.bottom - area.top}px`;
}

function drawDots(
  context: CanvasRenderingContext2D,
  { area, x, y }: Geometry,
  rows: readonly TooltipRow[],
  theme: Theme,
): void {
  context.strokeStyle = theme.color('--vscode-editor-background', '#1e1e1e');
  context.lineWidth = 1;
  for (const row of rows) {
    const px = toPixel(x, row.x);
    const py = toPixel(y, row.smoothed);
    if (!(px >= area.left - 1 && px <= area.right + 1 && py >= area.top - 1 && py <= area.bottom + 1)) continue;
    context.fillStyle = styleColor(row.style, theme.kind);
    drawMarker(context, row.style.marker, px, py, dotRadius);
    context.stroke();
  }
}

function drawRectangle(context: CanvasRenderingContext2D, rectangle: Rectangle, theme: Theme): void {
  const { left, top, right, bottom } = rectangle;
  context.strokeStyle = theme.color('--vscode-focusBorder', '#0078d4');
  context.fillStyle = theme.color('--vscode-editor-selectionBackground', '#264f7880');
  context.lineWidth = 1;
  context.globalAlpha = 0.35;
  context.fillRect(left, top, right - left, bottom - top);
  context.globalAlpha = 1;
  context.strokeRect(left + 0.5, top + 0.5, right - left, bottom - top);
}
