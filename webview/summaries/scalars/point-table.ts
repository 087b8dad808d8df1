/** A chart's points as a table: what the picture shows, for those who cannot see it or want the numbers. In pages. */

import { element, setText } from '../../dom.ts';
import type { NamedLine } from './chart-lines.ts';
import { durationText, stepText, timeText, valueText } from './number-text.ts';

const pageRows = 100;
const titles = ['Run', 'Step', 'Value', 'Smoothed', 'Time', 'Relative'];

export interface PointPlace {
  readonly line: NamedLine;
  readonly index: number;
}

export class PointTable {
  readonly element: HTMLElement;
  readonly #body = element('tbody');
  readonly #where = element('span', { class: 'pages-text' });
  readonly #back = pageButton('Previous');
  readonly #forth = pageButton('Next');
  readonly #rows: HTMLTableRowElement[] = [];
  #lines: readonly NamedLine[] = [];
  #page = 0;

  constructor(label: string) {
    this.#back.addEventListener('click', () => this.#turn(-1));
    this.#forth.addEventListener('click', () => this.#turn(1));
    const head = element('tr', {}, ...titles.map((text) => element('th', { scope: 'col', text })));
    const table = element('table', { 'aria-label': label }, element('thead', {}, head), this.#body);
    this.element = element(
      'div',
      { class: 'points' },
      element('div', { class: 'points-scroll', tabindex: 0, role: 'region', 'aria-label': `${label}, table` }, table),
      element('div', { class: 'pages' }, this.#back, this.#where, this.#forth),
    );
  }

  render(lines: readonly NamedLine[]): void {
    this.#lines = lines;
    const total = lines.reduce((sum, { x }) => sum + x.length, 0);
    const last = Math.max(0, Math.ceil(total / pageRows) - 1);
    this.#page = Math.min(Math.max(this.#page, 0), last);
    const from = this.#page * pageRows;
    const places = placesOf(lines, from, pageRows);
    places.forEach((place, index) => {
      const row = this.#rows[index] ?? element('tr', {}, ...titles.map(() => element('td')));
      this.#rows[index] = row;
      textsOf(place).forEach((text, column) => {
        setText(row.cells[column]!, text);
      });
      if (!row.isConnected) this.#body.append(row);
    });
    for (const row of this.#rows.slice(places.length)) row.remove();
    setText(
      this.#where,
      total === 0
        ? 'No points'
        : `${stepText(from + 1)} to ${stepText(from + places.length)} of ${stepText(total)} points`,
    );
    this.#back.disabled = this.#page === 0;
    this.#forth.disabled = this.#page === last;
  }

  #turn(by: number): void {
    this.#page += by;
    this.render(this.#lines);
  }
}

/** The points on a page: line after line, in the order that they were written. */
export function placesOf(lines: readonly NamedLine[], from: number, count: number): PointPlace[] {
  const places: PointPlace[] = [];
  let start = 0;
  for (const line of lines) {
    const first = Math.max(from - start, 0);
    for (let index = first; index < line.x.length && places.length < count; index++) places.push({ line, index });
    start += line.x.length;
  }
  return places;
}

function textsOf({ line, index }: PointPlace): string[] {
  const at = line.offset + index;
  const wallTime = line.series.wallTimes[at]!;
  return [
    line.name,
    stepText(line.series.steps[at]!),
    valueText(line.y[index]!),
    valueText(line.smoothed[index]!),
    timeText(wallTime),
    durationText(wallTime - line.series.wallTimes[0]!),
  ];
}

function pageButton(text: string): HTMLButtonElement {
  return element('button', { class: 'text-button', type: 'button', text });
}
