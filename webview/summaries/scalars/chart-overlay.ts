/**
 * What moves on top of a chart without drawing its lines again: the cursor, the points under it, chosen steps, the
 * rectangle that is being dragged.
 */

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
  readonly rows: readonly TooltipRow[];
  /** Chosen steps that the axis can show. */
  readonly pinned: readonly number[];
  readonly drag: Rectangle | null;
  readonly theme: Theme;
}

const dotRadius = 4;

export class ChartOverlay {
  readonly canvas: HTMLCanvasElement;
  /** What is drawn, so that nothing is drawn twice. */
  #blank = true;

  constructor(canvas: HTMLCanvasElement) {
    this.canvas = canvas;
  }

  draw(geometry: Geometry | undefined, { cursor, rows, pinned, drag, theme }: OverlayContent): void {
    const blank = cursor === null && pinned.length === 0 && drag === null;
    if (!geometry || (blank && this.#blank)) return;
    const context = this.#prepare();
    if (!context) return;
    this.#blank = blank;
    const { area, x, y } = geometry;
    const shown = (px: number) => px >= area.left - 0.5 && px <= area.right + 0.5;
    context.save();
    context.strokeStyle = theme.color('--vscode-focusBorder', '#0078d4');
    context.lineWidth = 1.5;
    for (const step of pinned) {
      const px = toPixel(x, step);
      if (shown(px)) verticalLine(context, px, area.top, area.bottom, []);
    }
    if (cursor !== null && shown(toPixel(x, cursor))) {
      context.strokeStyle = theme.color('--vscode-descriptionForeground', '#888888');
      context.lineWidth = 1;
      verticalLine(context, toPixel(x, cursor), area.top, area.bottom, [3, 3]);
      context.strokeStyle = theme.color('--vscode-editor-background', '#1e1e1e');
      for (const row of rows) {
        const px = toPixel(x, row.x);
        const py = toPixel(y, row.smoothed);
        if (!shown(px) || !(py >= area.top - 1 && py <= area.bottom + 1)) continue;
        context.fillStyle = styleColor(row.style, theme.kind);
        drawMarker(context, row.style.marker, px, py, dotRadius);
        context.stroke();
      }
    }
    if (drag) {
      context.strokeStyle = theme.color('--vscode-focusBorder', '#0078d4');
      context.fillStyle = theme.color('--vscode-editor-selectionBackground', '#264f7880');
      context.globalAlpha = 0.35;
      const { left, top, right, bottom } = drag;
      context.fillRect(left, top, right - left, bottom - top);
      context.globalAlpha = 1;
      context.strokeRect(left + 0.5, top + 0.5, right - left, bottom - top);
    }
    context.restore();
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

function verticalLine(
  context: CanvasRenderingContext2D,
  x: number,
  top: number,
  bottom: number,
  dash: readonly number[],
): void {
  const sharp = Math.round(x) + 0.5;
  context.setLineDash([...dash]);
  context.beginPath();
  context.moveTo(sharp, top);
  context.lineTo(sharp, bottom);
  context.stroke();
  context.setLineDash([]);
}
