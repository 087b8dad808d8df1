/** A plot's points as a table: what the chart shows, for whoever cannot see it or wants the numbers. */

import { element } from '../../dom.ts';

/** @param note said below, such as that only some of the points are listed */
export function dataTable(
  caption: string,
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  note?: string,
): HTMLElement {
  const head = element('tr', {}, ...columns.map((text) => element('th', { scope: 'col', text })));
  const body = rows.map((row) => element('tr', {}, ...row.map((text) => element('td', { text }))));
  const table = element(
    'table',
    { class: 'data-table' },
    element('caption', { class: 'visually-hidden', text: caption }),
    element('thead', {}, head),
    element('tbody', {}, ...body),
  );
  return element(
    'div',
    { class: 'data-table-box', tabindex: 0, role: 'region', 'aria-label': caption },
    table,
    ...(note === undefined ? [] : [element('p', { class: 'note', text: note })]),
  );
}
