/** The table below a chart: one row a run, with its last and extreme values, or those at the chosen steps. */

import type { ThemeKind } from '../../theme.ts';
import { arrange, element, setText } from '../controls/element.ts';
import { runSample } from '../shell/run-sample.ts';
import { stepText, valueText } from './number-text.ts';
import type { ValueRow, ValueTable } from './value-rows.ts';

/** Rows before the rest is only counted: the table view of the card lists all. */
const mostRows = 50;

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
  readonly #more = element('p', { class: 'hint', hidden: true });
  readonly #rows: Row[] = [];

  constructor(label: string) {
    const table = element('table', {}, element('thead', {}, this.#head), this.#body);
    this.element = element(
      'div',
      { class: 'values', tabindex: 0, role: 'region', 'aria-label': label },
      table,
      this.#more,
    );
  }

  render({ columns, stepColumns, rows }: ValueTable, theme: ThemeKind): void {
    this.element.hidden = rows.length === 0;
    const titles = ['Run', ...columns];
    if (this.#head.childElementCount !== titles.length || this.#head.lastElementChild?.textContent !== titles.at(-1)) {
      this.#head.replaceChildren(...titles.map((text) => element('th', { scope: 'col', text })));
    }
    const shown = rows.slice(0, mostRows);
    const elements = shown.map((row, index) => {
      const made = this.#rows[index] ?? makeRow();
      this.#rows[index] = made;
      fill(made, row, stepColumns, theme);
      return made.element;
    });
    arrange(this.#body, elements);
    this.#more.hidden = rows.length <= mostRows;
    setText(this.#more, `and ${rows.length - mostRows} more runs`);
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
