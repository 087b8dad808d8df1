/** The left sidebar: runs above, the settings of the tab below; its width follows a handle that keys move, too. */

import { element } from '../../dom.ts';

export interface SidebarOptions {
  readonly width: number;
  readonly hidden: boolean;
  /** The user moved the handle. */
  readonly onResize: (width: number) => void;
}

const leastWidth = 180;
const mostWidth = 520;
const keyStep = 16;

export class Sidebar {
  readonly element: HTMLElement;
  readonly splitter: HTMLElement;
  readonly #settings = element('div', { class: 'settings' });
  readonly #onResize: (width: number) => void;
  #width: number;

  constructor(runs: readonly Node[], { width, hidden, onResize }: SidebarOptions) {
    this.#onResize = onResize;
    this.#width = width;
    this.element = element(
      'aside',
      { class: 'sidebar', 'aria-label': 'Runs and settings', id: 'sidebar' },
      element('section', { class: 'pane pane-runs', 'aria-label': 'Runs' }, ...runs),
      element('section', { class: 'pane pane-settings', 'aria-label': 'Settings' }, this.#settings),
    );
    this.splitter = element('div', {
      class: 'splitter',
      role: 'separator',
      tabindex: 0,
      'aria-label': 'Width of the sidebar',
      'aria-orientation': 'vertical',
      'aria-controls': 'sidebar',
      'aria-valuemin': leastWidth,
      'aria-valuemax': mostWidth,
    });
    this.#listen();
    this.setHidden(hidden);
    this.#setWidth(width);
  }

  get width(): number {
    return this.#width;
  }

  get hidden(): boolean {
    return this.element.hidden === true;
  }

  setHidden(hidden: boolean): void {
    this.element.hidden = hidden;
    this.splitter.hidden = hidden;
  }

  showSettings(title: string, settings: HTMLElement | null): void {
    this.#settings.replaceChildren(
      ...(settings ? [element('h2', { class: 'pane-title', text: `${title} settings` }), settings] : []),
    );
  }

  #setWidth(width: number): void {
    this.#width = Math.min(Math.max(width, leastWidth), mostWidth);
    this.element.style.width = `${this.#width}px`;
    this.splitter.setAttribute('aria-valuenow', String(Math.round(this.#width)));
  }

  #listen(): void {
    this.splitter.addEventListener('pointerdown', (down) => {
      this.splitter.setPointerCapture(down.pointerId);
      const start = this.#width - down.clientX;
      const move = ({ clientX }: PointerEvent) => this.#setWidth(start + clientX);
      this.splitter.addEventListener('pointermove', move);
      this.splitter.addEventListener(
        'lostpointercapture',
        () => {
          this.splitter.removeEventListener('pointermove', move);
          this.#onResize(this.#width);
        },
        { once: true },
      );
    });
    this.splitter.addEventListener('keydown', (event) => {
      const step = { ArrowLeft: -keyStep, ArrowRight: keyStep }[event.key];
      if (step === undefined) return;
      event.preventDefault();
      this.#setWidth(this.#width + step);
      this.#onResize(this.#width);
    });
  }
}
