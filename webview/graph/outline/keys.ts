/** Where a key leads in a tree, as ARIA's tree pattern says. Pure. */

import type { OutlineRow } from '../model/index.ts';

/** The place of the row to go to, `toggle` to open or close the row, or null where the key does nothing. */
export function rowAfterKey(
  rows: readonly OutlineRow[],
  active: number,
  key: string,
  pageRows: number,
): number | 'toggle' | null {
  const row = rows[active];
  if (row === undefined) return null;
  const last = rows.length - 1;
  const to = (place: number) => (place === active ? null : Math.min(last, Math.max(0, place)));
  switch (key) {
    case 'ArrowDown':
      return active === last ? null : active + 1;
    case 'ArrowUp':
      return active === 0 ? null : active - 1;
    case 'Home':
      return to(0);
    case 'End':
      return to(last);
    case 'PageDown':
      return to(Math.min(last, active + pageRows));
    case 'PageUp':
      return to(Math.max(0, active - pageRows));
    case 'ArrowRight':
      if (row.expanded === false) return 'toggle';
      return row.expanded === true && rows[active + 1]?.parent === row.id ? active + 1 : null;
    case 'ArrowLeft': {
      if (row.expanded === true) return 'toggle';
      const parent = rows.findIndex(({ id }) => id === row.parent);
      return parent < 0 ? null : parent;
    }
    default:
      return beginsWith(rows, active, key);
  }
}

/** The next row whose label begins with the letter typed. */
function beginsWith(rows: readonly OutlineRow[], active: number, key: string): number | null {
  if (key.length !== 1 || key === ' ') return null;
  const letter = key.toLowerCase();
  for (let step = 1; step < rows.length; step++) {
    const place = (active + step) % rows.length;
    if (rows[place]?.label.toLowerCase().startsWith(letter)) return place;
  }
  return null;
}
