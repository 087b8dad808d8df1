/**
 * The chart itself: Chart.js lays out axes, grid and labels; the lines are drawn by a plugin straight from typed arrays,
 * because an element object for each of 200,000 points would be too slow and too large. Knows no settings and no DOM but
 * its canvas.
 */

import { Chart, type ChartArea, type ChartConfiguration, LinearScale, type Plugin, type Scale } from 'chart.js';
import type { Theme } from '../../theme.ts';
import { styleColor, styleDash } from '../store/run-styles.ts';
import type { NamedLine } from './chart-lines.ts';
import type { ChartView } from './chart-view.ts';
import { lonePoints, type PixelAxis, pixelAxis, toPixel, traceLine } from './line-path.ts';
import type { XAxis } from './lines.ts';
import { drawMarker } from './marker.ts';
import { toAxis } from './scale.ts';
import { linearTicks, logTicks, type Tick, xTicks } from './ticks.ts';

Chart.register(LinearScale);

export interface ChartContent {
  readonly lines: readonly NamedLine[];
  readonly view: ChartView;
  readonly axis: XAxis;
  readonly theme: Theme;
}

/** Where the chart's pixels are, for whoever draws or points on top of it. */
export interface Geometry {
  readonly area: ChartArea;
  readonly x: PixelAxis;
  readonly y: PixelAxis;
}

const rawAlpha = 0.28;
const pixelsPerTickX = 60;
const pixelsPerTickY = 42;
/** Many lines are thin: they hide less of each other, and one pixel is drawn ten times faster than more. */
const fewLines = 12;
const pens = {
  few: { width: 1.75, columnsPerPixel: 2 },
  many: { width: 1, columnsPerPixel: 0.5 },
} as const;
const markerRadius = 3;

export class LineChart {
  readonly #chart: Chart;
  #content: ChartContent;

  constructor(canvas: HTMLCanvasElement, content: ChartContent, onLayout: () => void) {
    this.#content = content;
    const painter: Plugin = {
      id: 'lines',
      // Chart.js draws for the first time while it is being made.
      beforeDatasetsDraw: ({ ctx, chartArea }) => {
        this.#paint(ctx, this.#geometryIn(chartArea));
        return false;
      },
      afterRender: onLayout,
    };
    this.#chart = new Chart(canvas, this.#configuration(painter));
  }

  update(content: ChartContent): void {
    this.#content = content;
    const { options } = this.#chart;
    options.scales = this.#scales();
    this.#chart.update('none');
  }

  /** Undefined while the chart has no room to be drawn. */
  geometry(): Geometry | undefined {
    return this.#geometryIn(this.#chart.chartArea);
  }

  #geometryIn(area: ChartArea | undefined): Geometry | undefined {
    if (!area || area.width <= 0 || area.height <= 0) return undefined;
    const { view } = this.#content;
    return {
      area,
      x: pixelAxis(view.x, view.logX, area.left, area.right),
      y: pixelAxis(view.y, view.logY, area.bottom, area.top),
    };
  }

  destroy(): void {
    this.#chart.destroy();
  }

  #configuration(painter: Plugin): ChartConfiguration {
    return {
      type: 'scatter',
      data: { datasets: [] },
      plugins: [painter],
      options: {
        animation: false,
        responsive: true,
        maintainAspectRatio: false,
        events: [],
        layout: { padding: { top: 6, right: 8, bottom: 0, left: 0 } },
        scales: this.#scales(),
      },
    };
  }

  #scales(): NonNullable<NonNullable<ChartConfiguration['options']>['scales']> {
    const { view, axis, theme } = this.#content;
    const { min, max } = view.y;
    const xMarks = (pixels: number) => xTicks(view.x, pixels / pixelsPerTickX, axis, view.logX);
    const yMarks = (pixels: number) => (view.logY ? logTicks : linearTicks)({ min, max }, pixels / pixelsPerTickY);
    return {
      x: { ...scaleOptions(view.x, view.logX, theme, (scale) => xMarks(scale.width)), position: 'bottom' },
      y: { ...scaleOptions(view.y, view.logY, theme, (scale) => yMarks(scale.height)), position: 'left' },
    };
  }

  #paint(context: CanvasRenderingContext2D, geometry: Geometry | undefined): void {
    if (!geometry) return;
    const { lines, theme } = this.#content;
    const { area, x, y } = geometry;
    context.save();
    context.beginPath();
    context.rect(area.left - 1, area.top - 1, area.width + 2, area.height + 2);
    context.clip();
    context.lineJoin = 'bevel';
    const pen = lines.length > fewLines ? pens.many : pens.few;
    for (const line of lines) {
      if (line.smoothed === line.y) continue;
      strokeLine(context, line, line.y, geometry, theme, { ...pen, width: 1, alpha: rawAlpha, dashed: false });
    }
    for (const line of lines)
      strokeLine(context, line, line.smoothed, geometry, theme, { ...pen, alpha: 1, dashed: true });
    context.restore();
    for (const line of lines) {
      context.fillStyle = styleColor(line.style, theme.kind);
      for (const point of lonePoints(line.x, line.smoothed, x, y, area)) {
        if (inside(area, point.x, point.y)) drawMarker(context, point.kind, point.x, point.y, markerRadius + 1);
      }
      const last = line.x.length - 1;
      const px = toPixel(x, line.x[last]!);
      const py = toPixel(y, line.smoothed[last]!);
      if (inside(area, px, py)) drawMarker(context, line.style.marker, px, py, markerRadius);
    }
  }
}

interface Pen {
  readonly width: number;
  readonly columnsPerPixel: number;
  readonly alpha: number;
  /** Dashes cost more than all else: only the line that is to be read has them. */
  readonly dashed: boolean;
}

function strokeLine(
  context: CanvasRenderingContext2D,
  line: NamedLine,
  values: Float64Array,
  { x, y }: Geometry,
  theme: Theme,
  { width, columnsPerPixel, alpha, dashed }: Pen,
): void {
  context.strokeStyle = styleColor(line.style, theme.kind);
  context.globalAlpha = alpha;
  context.lineWidth = width;
  context.setLineDash(dashed ? [...styleDash(line.style, theme.kind)] : []);
  context.beginPath();
  traceLine(context, line.x, values, x, y, columnsPerPixel);
  context.stroke();
  context.globalAlpha = 1;
}

function inside({ left, right, top, bottom }: ChartArea, x: number, y: number): boolean {
  return x >= left - 1 && x <= right + 1 && y >= top - 1 && y <= bottom + 1;
}

function scaleOptions(
  range: ChartView['x'],
  log: boolean,
  theme: Theme,
  ticksOf: (scale: Scale) => readonly Tick[],
): { [option: string]: unknown; type: 'linear' } {
  const text = theme.color('--vscode-descriptionForeground', '#888888');
  const foreground = theme.color('--vscode-foreground', '#888888');
  const grid = `color-mix(in srgb, ${foreground} 12%, transparent)`;
  const border = `color-mix(in srgb, ${foreground} 30%, transparent)`;
  let texts = new Map<number, string>();
  return {
    type: 'linear',
    min: toAxis(range.min, log),
    max: toAxis(range.max, log),
    afterBuildTicks: (scale: Scale) => {
      const ticks = ticksOf(scale).map(({ value, text }) => ({ value: toAxis(value, log), text }));
      texts = new Map(ticks.map(({ value, text }) => [value, text]));
      scale.ticks = ticks.map(({ value }) => ({ value }));
    },
    ticks: {
      color: text,
      font: { size: 11, family: theme.color('--vscode-font-family', 'sans-serif') },
      maxRotation: 0,
      autoSkip: true,
      autoSkipPadding: 8,
      padding: 4,
      callback: (value: number | string) => texts.get(Number(value)) ?? '',
    },
    grid: { color: grid, drawTicks: false, lineWidth: 1 },
    border: { color: border, display: true },
  };
}
