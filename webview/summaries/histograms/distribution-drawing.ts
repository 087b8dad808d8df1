/** Distributions over time: bands between percentiles, with the median as a line. */

import type { HistogramPoint } from '../../protocol.ts';
import { drawAxes, placeTicks } from '../plot/draw-axes.ts';
import type { PlotArea } from '../plot/plot-canvas.ts';
import { valueText } from '../scalars/number-text.ts';
import { linearTicks } from '../scalars/ticks.ts';
import { describe } from './histogram-drawing.ts';
import type { HistogramSettings } from './histogram-settings.ts';
import { bands, basisPoints, medianIndex, percentiles } from './percentiles.ts';
import type { Direction, Drawing, Look, Spot } from './plot-card.ts';
import { timeAxisTicks, timeOf, timeOfText, timeRange } from './time-axis.ts';

interface Column {
  readonly point: HistogramPoint;
  readonly time: number;
  /** At `basisPoints`. */
  readonly values: Float64Array;
}

const pixelsPerXTick = 70;
const pixelsPerYTick = 36;
const bandAlpha = 0.22;

export class DistributionDrawing implements Drawing {
  readonly label: string;
  readonly #columns: readonly Column[];
  readonly #first: HistogramPoint | undefined;
  readonly #settings: HistogramSettings;
  #marked: number | undefined;

  constructor(points: readonly HistogramPoint[], settings: HistogramSettings) {
    this.#settings = settings;
    this.#first = points[0];
    this.#columns = points
      .flatMap((point) => {
        const values = percentiles(point.buckets);
        return values ? [{ point, values, time: timeOf(point, settings.axis, points[0]!) }] : [];
      })
      // A restarted run steps back; its bands stand where their time says.
      .toSorted((a, b) => a.time - b.time);
    this.label = describe(points, 'distributions');
  }

  draw(context: CanvasRenderingContext2D, area: PlotArea, look: Look): void {
    if (this.#columns.length === 0) return;
    const { x, y, xRange, yRange } = this.#scales(area);
    const single = this.#columns.length === 1;
    context.fillStyle = look.color;
    for (const [low, high] of bands) {
      context.beginPath();
      for (const { time, values } of this.#columns) context.lineTo(x(time), y(values[high]!));
      for (const { time, values } of this.#columns.toReversed()) context.lineTo(x(time), y(values[low]!));
      context.globalAlpha = bandAlpha;
      context.fill();
      // One point has no width: its bands are lines.
      if (single) context.fillRect(x(this.#columns[0]!.time) - 6, y(this.#columns[0]!.values[high]!), 12, 2);
    }
    context.globalAlpha = 1;
    context.strokeStyle = look.color;
    for (const index of [0, medianIndex, basisPoints.length - 1]) {
      context.lineWidth = index === medianIndex ? 2 : 1;
      context.beginPath();
      for (const { time, values } of this.#columns) context.lineTo(x(time), y(values[index]!));
      context.stroke();
    }
    const marked = this.#marked === undefined ? undefined : this.#columns[this.#marked];
    if (marked) {
      context.strokeStyle = look.theme.color('--vscode-editor-foreground', '#cccccc');
      context.lineWidth = 1;
      context.beginPath();
      context.moveTo(x(marked.time), 0);
      context.lineTo(x(marked.time), area.height);
      context.stroke();
    }
    const ticks = timeAxisTicks(xRange, area.width / pixelsPerXTick, this.#settings.axis);
    drawAxes(
      context,
      {
        x: placeTicks(ticks, xRange, area.width),
        y: placeTicks(linearTicks(yRange, area.height / pixelsPerYTick), yRange, area.height, true),
        ySide: 'left',
      },
      area,
      look.theme,
    );
  }

  point(x: number, _y: number, area: PlotArea): Spot | undefined {
    const scales = this.#scales(area);
    let nearest = Number.POSITIVE_INFINITY;
    this.#columns.forEach(({ time }, index) => {
      const distance = Math.abs(scales.x(time) - x);
      if (distance > nearest) return;
      nearest = distance;
      this.#marked = index;
    });
    return this.#spot(area);
  }

  move(direction: Direction, area: PlotArea): Spot | undefined {
    const last = this.#columns.length - 1;
    const by = direction === 'left' || direction === 'down' ? -1 : 1;
    this.#marked = this.#marked === undefined ? last : Math.min(Math.max(this.#marked + by, 0), last);
    return this.#spot(area);
  }

  leave(): void {
    this.#marked = undefined;
  }

  #spot(area: PlotArea): Spot | undefined {
    const column = this.#marked === undefined ? undefined : this.#columns[this.#marked];
    if (!column || !this.#first) return undefined;
    const { x, y } = this.#scales(area);
    const lines = [...basisPoints.keys()].toReversed().map((index) => {
      const name = names[index] ?? `${basisPoints[index]! / 100} %`;
      return `${name}  ${valueText(column.values[index]!)}`;
    });
    return {
      x: x(column.time),
      y: y(column.values[medianIndex]!),
      lines: [timeOfText(column.point, this.#settings.axis, this.#first), ...lines],
    };
  }

  #scales({ width, height }: PlotArea) {
    const xRange = timeRange(this.#columns.map(({ time }) => time));
    const low = this.#columns.reduce((least, { values }) => Math.min(least, values[0]!), Number.POSITIVE_INFINITY);
    const high = this.#columns.reduce((most, { values }) => Math.max(most, values.at(-1)!), Number.NEGATIVE_INFINITY);
    const margin = high > low ? (high - low) * 0.05 : Math.max(Math.abs(low) * 0.1, 0.5);
    const yRange = { min: low - margin, max: high + margin };
    const span = xRange.max - xRange.min;
    return {
      xRange,
      yRange,
      x: (time: number) => (span > 0 ? ((time - xRange.min) / span) * width : width / 2),
      y: (value: number) => (1 - (value - yRange.min) / (yRange.max - yRange.min)) * height,
    };
  }
}

const names: Readonly<Record<number, string>> = {
  0: 'minimum',
  [medianIndex]: 'median',
  [basisPoints.length - 1]: 'maximum',
};
