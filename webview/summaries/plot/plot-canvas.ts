/** A canvas that is as sharp as the screen and as wide as its card, with room for axes around the plot. */

import { element } from '../../dom.ts';

export interface PlotArea {
  readonly width: number;
  readonly height: number;
}

export interface Margins {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Draws with the plot's corner at the origin, a unit a CSS pixel; negative coordinates are in the margins. */
export type Draw = (context: CanvasRenderingContext2D, area: PlotArea) => void;

export class PlotCanvas {
  readonly element: HTMLElement;
  readonly canvas: HTMLCanvasElement;
  readonly #margins: Margins;
  readonly #height: number;
  readonly #draw: Draw;
  readonly #observer: ResizeObserver;
  #frame = 0;

  /** @param height of the whole, in CSS pixels */
  constructor(height: number, margins: Margins, draw: Draw) {
    this.#margins = margins;
    this.#height = height;
    this.#draw = draw;
    this.canvas = element('canvas', { tabindex: 0, role: 'img', 'aria-roledescription': 'chart' });
    this.element = element('div', { class: 'plot' }, this.canvas);
    this.element.style.height = `${height}px`;
    this.#observer = new ResizeObserver(() => this.redraw());
    this.#observer.observe(this.element);
  }

  /** Where a pointer is in the plot. */
  position({ clientX, clientY }: MouseEvent): { readonly x: number; readonly y: number } {
    const { left, top } = this.canvas.getBoundingClientRect();
    return { x: clientX - left - this.#margins.left, y: clientY - top - this.#margins.top };
  }

  get area(): PlotArea {
    const { left, right, top, bottom } = this.#margins;
    return {
      width: Math.max(1, this.element.clientWidth - left - right),
      height: Math.max(1, this.#height - top - bottom),
    };
  }

  /** With the next frame; calls before it are one. */
  redraw(): void {
    if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.drawNow());
  }

  drawNow(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    const width = this.element.clientWidth;
    if (width === 0) return;
    const scale = window.devicePixelRatio || 1;
    this.canvas.width = Math.round(width * scale);
    this.canvas.height = Math.round(this.#height * scale);
    const context = this.canvas.getContext('2d');
    if (!context) return;
    context.scale(scale, scale);
    context.translate(this.#margins.left, this.#margins.top);
    this.#draw(context, this.area);
  }

  dispose(): void {
    cancelAnimationFrame(this.#frame);
    this.#observer.disconnect();
    // Gives its pixels back at once, rather than when it is collected.
    this.canvas.width = 0;
    this.canvas.height = 0;
  }
}
