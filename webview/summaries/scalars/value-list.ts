/** The table below a chart: one row a run, with its last and extreme values, or those at the chosen steps. */

import { arrange, element, setText } from '../../dom.ts';
import type { ThemeKind } from '../../theme.ts';
import { runSample } from '../shell/run-sample.ts';
import { stepText, valueText } from './number-text.ts';
import type { ValueRow, ValueTable } from './value-rows.ts';

/** Rows that are shown at first, and at most: the table view of the card lists all. */
const fewRows = 5;
const mostRows = 200;

interface Row {
  readonly element: HTMLTableRowElement;
  readonly sample: HTMLElement;
  readonly name: HTMLElement;
  readonly cells: HTMLElement[];
  look: string;
}

export class ValueList {
  readonly element: HTMLElement;
  readonly #head = element('tr');
  readonly #body = element('tbody');
  readonly #more = element('button', { class: 'text-button', type: 'button', 'aria-expanded': 'false', hidden: true });
  readonly #rows: Row[] = [];
  readonly #box: HTMLElement;
  #expanded = false;
  #last: { readonly table: ValueTable; readonly theme: ThemeKind } | undefined;

  constructor(label: string) {
    const table = element('table', {}, element('thead', {}, this.#head), this.#body);
    this.#box = element('div', { class: 'values-box', role: 'region', 'aria-label': label }, table);
    this.#more.addEventListener('click', () => this.#toggle());
    this.element = element('div', { class: 'values' }, this.#box, this.#more);
  }

  render(table: ValueTable, theme: ThemeKind): void {
    this.#last = { table, theme };
    const { columns, stepColumns, rows } = table;
    this.element.hidden = rows.length === 0;
    const titles = ['Run', ...columns];
    if (this.#head.childElementCount !== titles.length || this.#head.lastElementChild?.textContent !== titles.at(-1)) {
      this.#head.replaceChildren(...titles.map((text) => element('th', { scope: 'col', text })));
    }
    const shown = rows.slice(0, this.#expanded ? mostRows : fewRows);
    const elements = shown.map((row, index) => {
      const made = this.#rows[index] ?? makeRow();
      this.#rows[index] = made;
      fill(made, row, stepColumns, theme);
      return made.element;
    });
    arrange(this.#body, elements);
    this.#more.hidden = rows.length <= fewRows;
    setText(this.#more, this.#expanded ? 'Show fewer' : `Show all ${rows.length}`);
  }

  /** Scrolls only once it is long: a scrolling box in each card would make the page scroll slowly. */
  #toggle(): void {
    this.#expanded = !this.#expanded;
    this.#more.setAttribute('aria-expanded', String(this.#expanded));
    this.#box.classList.toggle('expanded', this.#expanded);
    if (this.#expanded) this.#box.tabIndex = 0;
    else this.#box.removeAttribute('tabindex');
    if (this.#last) this.render(this.#last.table, this.#last.theme);
  }
}

function makeRow(): Row {
  const sample = element('span', { class: 'run-sample' });
  const name = element('span', { class: 'value-name' });
  const row = element('tr', {}, element('th', { scope: 'row' }, element('span', { class: 'value-run' }, sample, name)));
  return { element: row, sample, name, cells: [], look: '' };
}

function fill(row: Row, { name, line, cells }: ValueRow, stepColumns: readonly number[], theme: ThemeKind): void {
  const look = `${line.style.slot} ${theme}`;
  if (row.look !== look) {
    row.sample.replaceChildren(runSample(line.style, theme));
    row.look = look;
  }
  setText(row.name, name);
  row.name.title = name;
  while (row.cells.length > cells.length) row.cells.pop()?.remove();
  cells.forEach((value, index) => {
    let cell = row.cells[index];
    if (!cell) {
      cell = element('td', { class: 'number' });
      row.cells[index] = cell;
      row.element.append(cell);
    }
    setText(cell, stepColumns.includes(index) ? stepText(value) : valueText(value));
  });
}
