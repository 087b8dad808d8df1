/**
 * A card that shows one histogram series as a drawing or as a table. What is drawn, and what is said of the place under
 * the pointer or the keyboard's cursor, is the two views' own.
 */

import type { HistogramPoint } from '../../protocol.ts';
import type { Theme } from '../../theme.ts';
import type { Card, DashboardContext, MountedCard, ShownRun } from '../dashboard-view.ts';
import { dataTable } from '../plot/data-table.ts';
import { type Margins, type PlotArea, PlotCanvas } from '../plot/plot-canvas.ts';
import { PlotTooltip } from '../plot/plot-tooltip.ts';
import { stepText, timeText, valueText } from '../scalars/number-text.ts';
import { styleColor } from '../store/run-styles.ts';
import { readTableState } from './histogram-settings.ts';
import { medianIndex, percentiles } from './percentiles.ts';

export interface Look {
  readonly theme: Theme;
  readonly color: string;
}

/** A place in the drawing that can be asked about. */
export interface Spot {
  readonly x: number;
  readonly y: number;
  readonly lines: readonly string[];
}

export type Direction = 'left' | 'right' | 'up' | 'down';

/** A drawing of points; made anew when points or settings change. */
export interface Drawing {
  /** In words, for who cannot see it. */
  readonly label: string;
  draw(context: CanvasRenderingContext2D, area: PlotArea, look: Look): void;
  /** Marks the place nearest to the pointer, and says what is there. */
  point(x: number, y: number, area: PlotArea): Spot | undefined;
  /** Moves the mark by the keyboard. */
  move(direction: Direction, area: PlotArea): Spot | undefined;
  /** Takes the mark away. */
  leave(): void;
}

export const plotHeight = 240;
const tableRows = 500;

const directions: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

export class PlotCard implements MountedCard {
  readonly #card: Card;
  readonly #context: DashboardContext;
  readonly #margins: Margins;
  readonly #make: (points: readonly HistogramPoint[]) => Drawing;
  readonly #plot: PlotCanvas;
  readonly #tooltip = new PlotTooltip();
  #drawing: Drawing | undefined;
  #look: Look | undefined;
  #table: boolean;
  /** What the table on the page shows. */
  #tabled: readonly HistogramPoint[] | undefined;

  constructor(
    card: Card,
    context: DashboardContext,
    margins: Margins,
    make: (points: readonly HistogramPoint[]) => Drawing,
  ) {
    this.#card = card;
    this.#context = context;
    this.#margins = margins;
    this.#make = make;
    this.#table = readTableState(card.saved());
    this.#plot = new PlotCanvas(plotHeight, margins, (canvas, area) => {
      if (this.#look) this.#drawing?.draw(canvas, area, this.#look);
    });
    this.#plot.element.append(this.#tooltip.element);
    this.#listen(this.#plot.canvas);
    this.#setActions();
    this.update();
  }

  update(): void {
    const [run] = this.#card.runs();
    const points = run ? this.#points(run) : [];
    if (this.#table) {
      this.#showTable(points);
      return;
    }
    this.#tabled = undefined;
    this.#drawing = this.#make(points);
    this.#look = run && { theme: this.#context.theme(), color: styleColor(run.style, this.#context.theme().kind) };
    this.#plot.canvas.setAttribute('aria-label', `${this.#card.tag}: ${this.#drawing.label}`);
    if (this.#plot.element.parentElement !== this.#card.body) this.#card.body.replaceChildren(this.#plot.element);
    this.#plot.redraw();
  }

  unmount(): void {
    this.#plot.dispose();
  }

  #points({ id }: ShownRun): readonly HistogramPoint[] {
    return this.#context.store.series('histograms', this.#card.tag, id);
  }

  #setActions(): void {
    this.#card.setActions([
      {
        id: 'table',
        icon: 'table',
        label: 'Show as a table',
        pressed: this.#table,
        run: () => {
          this.#table = !this.#table;
          this.#card.save({ table: this.#table });
          this.#setActions();
          this.update();
        },
      },
    ]);
  }

  #listen(canvas: HTMLCanvasElement): void {
    canvas.addEventListener('pointermove', (event) => {
      const { x, y } = this.#plot.position(event);
      this.#show(this.#drawing?.point(x, y, this.#plot.area));
    });
    const leave = () => {
      this.#drawing?.leave();
      this.#show(undefined);
    };
    canvas.addEventListener('pointerleave', leave);
    canvas.addEventListener('blur', leave);
    canvas.addEventListener('keydown', (event) => {
      const direction = directions[event.key];
      if (direction === undefined) return;
      event.preventDefault();
      const spot = this.#drawing?.move(direction, this.#plot.area);
      this.#show(spot);
      if (spot) this.#context.announce(spot.lines.join(', '));
    });
  }

  #show(spot: Spot | undefined): void {
    this.#plot.redraw();
    if (spot === undefined) this.#tooltip.hide();
    else this.#tooltip.show(spot.lines, spot.x + this.#margins.left, spot.y + this.#margins.top);
  }

  /** A run that goes on must not take the place away from whoever reads. */
  #showTable(points: readonly HistogramPoint[]): void {
    if (points === this.#tabled) return;
    this.#tabled = points;
    const { body } = this.#card;
    const before = body.firstElementChild;
    const had = { focus: before === document.activeElement, scroll: before?.scrollTop ?? 0 };
    const table = this.#tableOf(points);
    body.replaceChildren(table);
    table.scrollTop = had.scroll;
    if (had.focus) table.focus();
  }

  #tableOf(points: readonly HistogramPoint[]): HTMLElement {
    const newest = points.slice(-tableRows).toReversed();
    const rows = newest.map(({ step, wallTime, buckets }) => {
      const values = percentiles(buckets);
      const count = buckets.reduce((sum, value, index) => (index % 3 === 2 ? sum + value : sum), 0);
      const numbers = values ? [values[0]!, values[medianIndex]!, values.at(-1)!].map(valueText) : ['', '', ''];
      return [stepText(step), timeText(wallTime), valueText(count), ...numbers];
    });
    const note = points.length > tableRows ? `The newest ${tableRows} of ${points.length} points.` : undefined;
    return dataTable(this.#card.tag, ['Step', 'Time', 'Count', 'Minimum', 'Median', 'Maximum'], rows, note);
  }
}
