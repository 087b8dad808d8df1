/** How far reading has come, and which files could not be read. */

import { element, setText } from '../../dom.ts';
import { icon } from '../controls/icons.ts';
import { openPopover } from '../controls/popover.ts';
import type { Progress } from '../store/summary-store.ts';

export class ReadingProgress {
  readonly element: HTMLElement;
  readonly #bar = element('progress', {
    class: 'progress-bar',
    'aria-label': 'Event files read',
    max: 1,
    hidden: true,
  });
  readonly #text = element('span', { class: 'progress-text' });
  readonly #problems: HTMLButtonElement;
  readonly #problemCount = element('span');
  #listed: readonly string[] = [];

  constructor() {
    this.#problems = element(
      'button',
      { class: 'problems-button', type: 'button', hidden: true },
      icon('problem'),
      this.#problemCount,
    );
    this.#problems.addEventListener('click', () => this.#open());
    this.element = element('div', { class: 'progress' }, this.#bar, this.#text, this.#problems);
  }

  render({ bytes, total, problems }: Progress, more: readonly string[]): void {
    const reading = total > 0 && bytes < total;
    this.#bar.hidden = !reading;
    this.#bar.value = total > 0 ? bytes / total : 1;
    setText(this.#text, reading ? `Reading ${progressText(bytes, total)}` : '');
    this.#listed = [...problems, ...more];
    this.#problems.hidden = this.#listed.length === 0;
    setText(this.#problemCount, this.#listed.length === 1 ? '1 problem' : `${this.#listed.length} problems`);
  }

  #open(): void {
    const items = this.#listed.map((problem) => element('li', { text: problem }));
    openPopover(
      this.#problems,
      element(
        'div',
        { class: 'problems', role: 'region', 'aria-label': 'Problems', tabindex: 0 },
        element('ul', {}, ...items),
      ),
    );
  }
}

const units = ['B', 'KB', 'MB', 'GB', 'TB'];

/** `12 of 40 MB`: sizes of files, in powers of a thousand. */
export function progressText(bytes: number, total: number): string {
  const power = Math.min(Math.floor(Math.log10(Math.max(total, 1)) / 3), units.length - 1);
  const scaled = (value: number) => {
    const size = value / 1000 ** power;
    return size.toFixed(power > 0 && total / 1000 ** power < 10 ? 1 : 0);
  };
  return `${scaled(bytes)} of ${scaled(total)} ${units[power]}`;
}
