/** Histograms over time as outlines behind each other, with the values below and the steps at the side. */

import type { HistogramPoint } from '../../protocol.ts';
import { drawAxes, placeTicks } from '../plot/draw-axes.ts';
import type { PlotArea } from '../plot/plot-canvas.ts';
import { valueText } from '../scalars/number-text.ts';
import { linearTicks } from '../scalars/ticks.ts';
import { defaultBinCount } from './bins.ts';
import { drawRidge } from './draw-ridge.ts';
import type { HistogramSettings } from './histogram-settings.ts';
import type { Direction, Drawing, Look, Spot } from './plot-card.ts';
import { hitRidge, layOutRidge, type Ridge, type RidgeHit } from './ridge.ts';
import { timeAxisTicks, timeOfText } from './time-axis.ts';

const pixelsPerXTick = 70;
const pixelsPerYTick = 40;

export class HistogramDrawing implements Drawing {
  readonly label: string;
  readonly #points: readonly HistogramPoint[];
  readonly #settings: HistogramSettings;
  #laidOut: { readonly area: PlotArea; readonly ridge: Ridge | undefined } | undefined;
  #hit: RidgeHit | undefined;

  constructor(points: readonly HistogramPoint[], settings: HistogramSettings) {
    this.#points = points;
    this.#settings = settings;
    this.label = describe(points, 'histograms');
  }

  draw(context: CanvasRenderingContext2D, area: PlotArea, look: Look): void {
    const ridge = this.#ridge(area);
    if (!ridge) return;
    const { axis, mode } = this.#settings;
    const ticks = timeAxisTicks(ridge.time, Math.max(2, (area.height - ridge.room) / pixelsPerYTick), axis);
    const steps = placeTicks(ticks, ridge.time, area.height - ridge.room).map(({ at, text }) => ({
      at: at + ridge.room,
      text,
    }));
    const x = placeTicks(linearTicks(ridge.range, area.width / pixelsPerXTick), ridge.range, area.width);
    drawRidge(context, ridge, look, this.#hit);
    drawAxes(context, { x, y: mode === 'offset' ? steps : [], ySide: 'right' }, area, look.theme);
  }

  point(x: number, y: number, area: PlotArea): Spot | undefined {
    const ridge = this.#ridge(area);
    this.#hit = ridge && hitRidge(ridge, x, y);
    return this.#spot(area);
  }

  move(direction: Direction, area: PlotArea): Spot | undefined {
    const ridge = this.#ridge(area);
    const newest = ridge?.slices.at(-1);
    if (!ridge || !newest) return undefined;
    const { slice, bin } = this.#hit ?? { slice: newest, bin: Math.floor(defaultBinCount / 2) };
    const at = ridge.slices.findIndex(({ index }) => index === slice.index);
    const moved = at + (direction === 'up' ? -1 : direction === 'down' ? 1 : 0);
    const movedBin = bin + (direction === 'left' ? -1 : direction === 'right' ? 1 : 0);
    this.#hit = {
      slice: ridge.slices[Math.min(Math.max(moved, 0), ridge.slices.length - 1)]!,
      bin: Math.min(Math.max(movedBin, 0), defaultBinCount - 1),
    };
    return this.#spot(area);
  }

  leave(): void {
    this.#hit = undefined;
  }

  #spot(area: PlotArea): Spot | undefined {
    const ridge = this.#ridge(area);
    if (!ridge || !this.#hit) return undefined;
    const { slice, bin } = this.#hit;
    const { min, max } = ridge.range;
    const width = (max - min) / defaultBinCount;
    const when = timeOfText(this.#points[slice.index]!, this.#settings.axis, this.#points[0]!);
    return {
      x: ridge.xs[bin]!,
      y: slice.baseline - slice.rises[bin]!,
      lines: [
        when,
        `${valueText(min + bin * width)} to ${valueText(min + (bin + 1) * width)}`,
        `count ${valueText(Number(slice.counts[bin]!.toPrecision(6)))}`,
      ],
    };
  }

  #ridge(area: PlotArea): Ridge | undefined {
    if (this.#laidOut?.area.width !== area.width || this.#laidOut.area.height !== area.height) {
      this.#laidOut = { area, ridge: layOutRidge({ points: this.#points, ...area, ...this.#settings }) };
    }
    return this.#laidOut.ridge;
  }
}

/** What a series of histograms is, in words. */
export function describe(points: readonly HistogramPoint[], what: string): string {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return 'no points yet';
  const steps = `${points.length} ${what}, steps ${first.step} to ${last.step}`;
  return `${steps}. Arrow keys read values; the table has the numbers.`;
}
