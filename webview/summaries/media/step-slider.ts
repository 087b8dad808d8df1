/** A slider over the points of a series, that follows the newest until somebody moves it away from it. */

import { element, setText } from '../../dom.ts';
import { stepText, timeText } from '../scalars/number-text.ts';

interface Timed {
  readonly step: number;
  readonly wallTime: number;
}

export class StepSlider {
  readonly element: HTMLElement;
  readonly #range = element('input', { type: 'range', 'aria-label': 'Step', min: 0, step: 1 });
  readonly #label = element('span', { class: 'step-label' });
  readonly #onMove: () => void;
  #points: readonly Timed[] = [];
  #index = 0;
  #follows = true;

  constructor(onMove: () => void) {
    this.#onMove = onMove;
    this.element = element('div', { class: 'slider step-slider' }, this.#range, this.#label);
    this.#range.addEventListener('input', () => {
      this.#index = this.#range.valueAsNumber;
      this.#follows = this.#index === this.#points.length - 1;
      this.#render();
      this.#onMove();
    });
  }

  /** Of the chosen point. */
  get index(): number {
    return this.#index;
  }

  setPoints(points: readonly Timed[]): void {
    const chosen = this.#points[this.#index];
    this.#points = points;
    const last = Math.max(0, points.length - 1);
    // Points may have been dropped before it: the one that was chosen stays chosen where it is still there.
    const again = points.findIndex(({ step, wallTime }) => step === chosen?.step && wallTime === chosen.wallTime);
    this.#index = this.#follows ? last : again >= 0 ? again : Math.min(this.#index, last);
    this.#render();
  }

  #render(): void {
    const point = this.#points[this.#index];
    this.element.hidden = point === undefined;
    if (!point) return;
    this.#range.max = String(this.#points.length - 1);
    this.#range.value = String(this.#index);
    this.#range.disabled = this.#points.length < 2;
    const text = `Step ${stepText(point.step)}, ${timeText(point.wallTime)}`;
    this.#range.setAttribute('aria-valuetext', text);
    setText(this.#label, text);
  }
}
