/** The chart with everything that the user does on it: cursor, tooltip, zoom, pan, chosen steps, height. */

import { element } from '../../dom.ts';
import type { Card } from '../dashboard-view.ts';
import { type GestureEvents, listenForGestures } from './chart-gestures.ts';
import { ChartOverlay, type Rectangle } from './chart-overlay.ts';
import { cursorText, describeChart, keyHelp } from './chart-words.ts';
import { heightHandle } from './height-handle.ts';
import { type ChartContent, LineChart } from './line-chart.ts';
import { fromPixel, toPixel } from './line-path.ts';
import { neighbouringX } from './nearest.ts';
import type { ScalarCardHost } from './scalar-card.ts';
import type { CardSettings } from './scalar-settings.ts';
import { fractionOf, panned, zoomed } from './scale.ts';
import { sortRows, tooltipRows } from './tooltip-rows.ts';

export interface PanelState {
  settings(): CardSettings;
  change(change: Partial<CardSettings>): void;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

export class ChartPanel {
  readonly element: HTMLElement;
  readonly canvas = element('canvas', { class: 'chart-canvas', 'aria-hidden': 'true' });
  readonly #card: Card;
  readonly #host: ScalarCardHost;
  readonly #state: PanelState;
  readonly #top: HTMLCanvasElement;
  readonly #overlay: ChartOverlay;
  readonly #box = element('div', { class: 'chart-box' });
  readonly #unfollow: () => void;
  #chart: LineChart | undefined;
  #content: ChartContent | undefined;
  #drag: Rectangle | null = null;
  #pointer: Point | null = null;
  #frame: number | undefined;

  constructor(card: Card, host: ScalarCardHost, state: PanelState) {
    this.#card = card;
    this.#host = host;
    this.#state = state;
    this.#top = element('canvas', {
      class: 'chart-overlay',
      tabindex: 0,
      role: 'application',
      'aria-roledescription': 'line chart',
      'aria-description': keyHelp,
    });
    this.#overlay = new ChartOverlay(this.#top);
    this.#box.append(this.canvas, ...this.#overlay.lines, this.#top);
    const handle = heightHandle(
      () => this.#box.clientHeight,
      (height) => state.change({ height }),
    );
    this.element = element('div', { class: 'chart' }, this.#box, handle);
    this.#unfollow = host.cursor.follow(() => this.#drawSoon());
    listenForGestures(this.#top, () => this.#chart?.geometry()?.area, this.#gestures());
    this.#top.addEventListener('blur', () => host.cursor.leave(card.id));
  }

  update(content: ChartContent): void {
    this.#content = content;
    const { height } = this.#state.settings();
    this.#box.style.setProperty('--chart-height', `${height ?? this.#host.values.height}px`);
    // Wide charts are higher, unless the user said how high.
    if (height === null) this.#box.style.removeProperty('--wide-factor');
    else this.#box.style.setProperty('--wide-factor', '1');
    this.#top.setAttribute('aria-label', describeChart(this.#card.tag, content.lines));
    if (this.#chart) this.#chart.update(content);
    else this.#chart = new LineChart(this.canvas, content, () => this.#drawSoon());
    this.#drawSoon();
  }

  destroy(): void {
    this.#unfollow();
    this.#host.cursor.leave(this.#card.id);
    if (this.#pointer) this.#host.tooltip.hide();
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#chart?.destroy();
    this.#chart = undefined;
  }

  // ---- Drawing on top ----

  #drawSoon(): void {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined;
      this.#draw();
    });
  }

  #draw(): void {
    const geometry = this.#chart?.geometry();
    const content = this.#content;
    if (!geometry || !content) return;
    const place = this.#host.cursor.place;
    const { selection, sort } = this.#host.values;
    const pointer = this.#pointer;
    const rows =
      place?.card === this.#card.id
        ? tooltipRows(content.lines, place.x, (x, value) =>
            pointer
              ? { x: toPixel(geometry.x, x) - pointer.x, y: toPixel(geometry.y, value) - pointer.y }
              : { x: 0, y: 0 },
          )
        : [];
    const pinned =
      selection && content.axis === 'step' ? [selection.start, ...(selection.end === null ? [] : [selection.end])] : [];
    this.#overlay.draw(geometry, { cursor: place?.x ?? null, rows, pinned, drag: this.#drag, theme: content.theme });
    if (!pointer) return;
    if (!place || this.#drag) {
      this.#host.tooltip.hide();
      return;
    }
    const { left, top } = this.#top.getBoundingClientRect();
    const smoothed = content.lines.some((line) => line.smoothed !== line.y);
    this.#host.tooltip.show(
      { rows: sortRows(rows, sort), smoothed, nearest: sortRows(rows, 'nearest')[0], theme: content.theme.kind },
      { x: left + pointer.x, y: top + pointer.y },
    );
  }

  // ---- What the user does ----

  #gestures(): GestureEvents {
    const { cursor, tooltip } = this.#host;
    return {
      hover: (x, y) => this.#hover(x, y),
      leave: () => {
        this.#pointer = null;
        tooltip.hide();
        cursor.leave(this.#card.id);
      },
      click: (x, extend) => {
        const axis = this.#chart?.geometry()?.x;
        if (axis) this.#choose(fromPixel(axis, x), extend);
      },
      dragging: (rectangle) => {
        this.#drag = rectangle;
        this.#drawSoon();
      },
      zoomTo: (rectangle) => this.#zoomTo(rectangle),
      pan: (dx, dy) => this.#pan(dx, dy),
      zoomBy: (factor, x, y) => this.#zoomBy(factor, x, y),
      reset: () => this.#reset(),
      moveCursor: (to) => this.#moveCursor(to),
      choose: (extend) => {
        if (cursor.place) this.#choose(cursor.place.x, extend);
      },
      escape: () => {
        if (this.#state.settings().zoom) this.#reset();
        else cursor.leave(this.#card.id);
      },
    };
  }

  #hover(x: number, y: number): void {
    const geometry = this.#chart?.geometry();
    if (!geometry) return;
    const { left, right, top, bottom } = geometry.area;
    if (x < left || x > right || y < top || y > bottom) {
      this.#pointer = null;
      this.#host.tooltip.hide();
      this.#host.cursor.leave(this.#card.id);
      return;
    }
    this.#pointer = { x, y };
    this.#host.cursor.move({ x: fromPixel(geometry.x, x), card: this.#card.id });
  }

  /** The step of the point that is nearest to `x`: on other axes, too, it is steps that are compared. */
  #choose(x: number, extend: boolean): void {
    const rows = tooltipRows(this.#content?.lines ?? [], x);
    const nearest = rows.toSorted((a, b) => Math.abs(a.x - x) - Math.abs(b.x - x))[0];
    if (nearest) this.#host.select(nearest.step, extend);
  }

  #zoom(change: Partial<Pick<NonNullable<CardSettings['zoom']>, 'x' | 'y'>>): void {
    const axis = this.#host.values.axis;
    const { zoom } = this.#state.settings();
    this.#state.change({ zoom: { axis, x: zoom?.axis === axis ? zoom.x : null, y: zoom?.y ?? null, ...change } });
  }

  #zoomTo({ left, right, top, bottom }: Rectangle): void {
    const geometry = this.#chart?.geometry();
    if (!geometry) return;
    const { area, x, y } = geometry;
    const whole = { x: left <= area.left && right >= area.right, y: top <= area.top && bottom >= area.bottom };
    if (whole.x && whole.y) return;
    this.#zoom({
      ...(whole.x ? {} : { x: { min: fromPixel(x, left), max: fromPixel(x, right) } }),
      ...(whole.y ? {} : { y: { min: fromPixel(y, bottom), max: fromPixel(y, top) } }),
    });
  }

  #zoomBy(factor: number, x: number | null, y: number | null): void {
    const geometry = this.#chart?.geometry();
    const view = this.#content?.view;
    if (!geometry || !view) return;
    const { area } = geometry;
    const cursor = this.#host.cursor.place;
    const middle = cursor ? fractionOf(view.x, cursor.x, view.logX) : 0.5;
    const fraction = x === null ? middle : (x - area.left) / area.width;
    const change = { x: zoomed(view.x, factor, within(fraction), view.logX) };
    if (y === null) this.#zoom(change);
    else this.#zoom({ ...change, y: zoomed(view.y, factor, within((area.bottom - y) / area.height), view.logY) });
  }

  #pan(dx: number, dy: number): void {
    const view = this.#content?.view;
    if (!view) return;
    this.#zoom({
      ...(dx === 0 ? {} : { x: panned(view.x, -dx, view.logX) }),
      ...(dy === 0 ? {} : { y: panned(view.y, dy, view.logY) }),
    });
  }

  #reset(): void {
    if (!this.#state.settings().zoom) return;
    this.#state.change({ zoom: null });
    this.#host.context.announce('The chart fits its data.');
  }

  #moveCursor(to: 'next' | 'previous' | 'first' | 'last'): void {
    const lines = this.#content?.lines ?? [];
    const { cursor, context } = this.#host;
    const forth = to === 'next' || to === 'first';
    const from = to === 'first' || to === 'last' ? null : (cursor.place?.x ?? null);
    const x = neighbouringX(lines, from, forth ? 1 : -1);
    if (x === null) return;
    cursor.move({ x, card: this.#card.id });
    context.announce(cursorText(sortRows(tooltipRows(lines, x), this.#host.values.sort), x));
  }
}

const within = (fraction: number) => Math.min(Math.max(fraction, 0), 1);
