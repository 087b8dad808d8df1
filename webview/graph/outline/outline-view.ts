/** The visible graph as a tree of text: ARIA's tree with one row in the tab order, drawn only where it is scrolled to. */

import { element } from '../../dom.ts';
import type { ItemId, OutlineRow } from '../model/index.ts';
import { rowAfterKey } from './keys.ts';

export interface OutlineHandlers {
  readonly onSelect: (id: ItemId) => void;
  /** By double click or Shift+Enter. */
  readonly onOpen: (id: ItemId) => void;
  readonly onToggle: (id: ItemId) => void;
}

const rowHeight = 22;
/** Rows drawn beyond the visible ones, so that fast scrolling shows no gaps. */
const spare = 12;

export class OutlineView {
  readonly element = element('div', {
    class: 'outline',
    role: 'tree',
    'aria-label': 'Outline of the graph',
  });
  readonly #space = element('div', { class: 'outline-space', role: 'presentation' });
  readonly #handlers: OutlineHandlers;
  #rows: readonly OutlineRow[] = [];
  #selected: ItemId | null = null;
  /** The row in the tab order. */
  #active = 0;
  readonly #drawn = new Map<number, HTMLElement>();

  constructor(handlers: OutlineHandlers) {
    this.#handlers = handlers;
    this.element.append(this.#space);
    this.element.addEventListener('scroll', () => this.#draw());
    new ResizeObserver(() => this.#draw()).observe(this.element);
    this.element.addEventListener('keydown', (event) => this.#onKey(event));
    this.element.addEventListener('click', ({ target }) => this.#onClick(target as Element));
    this.element.addEventListener('dblclick', ({ target }) => {
      const row = this.#rowOf(target as Element);
      if (row !== undefined && !(target as Element).closest('.twistie')) this.#open(row);
    });
  }

  setRows(rows: readonly OutlineRow[]): void {
    const active = this.#rows[this.#active]?.id;
    const hadFocus = this.element.contains(document.activeElement);
    this.#rows = rows;
    this.#active = Math.max(
      0,
      rows.findIndex(({ id }) => id === active),
    );
    this.#space.style.height = `${rows.length * rowHeight}px`;
    this.#redraw();
    if (hadFocus) this.#focus(this.#active);
  }

  setSelected(id: ItemId | null): void {
    if (id === this.#selected) return;
    this.#selected = id;
    const place = this.#rows.findIndex((row) => row.id === id);
    if (place >= 0) {
      this.#active = place;
      this.#scrollTo(place);
    }
    this.#redraw();
  }

  focus(): void {
    this.#focus(this.#active);
  }

  #redraw(): void {
    const hadFocus = this.element.contains(document.activeElement);
    for (const row of this.#drawn.values()) row.remove();
    this.#drawn.clear();
    this.#draw();
    if (hadFocus) this.#drawn.get(this.#active)?.focus({ preventScroll: true });
  }

  #draw(): void {
    const first = Math.max(0, Math.floor(this.element.scrollTop / rowHeight) - spare);
    const last = Math.min(
      this.#rows.length - 1,
      Math.ceil((this.element.scrollTop + this.element.clientHeight) / rowHeight) + spare,
    );
    const wanted = new Set<number>();
    for (let place = first; place <= last; place++) wanted.add(place);
    if (this.#active < this.#rows.length) wanted.add(this.#active);
    for (const [place, row] of this.#drawn) {
      if (wanted.has(place)) continue;
      row.remove();
      this.#drawn.delete(place);
    }
    for (const place of wanted) {
      if (this.#drawn.has(place)) continue;
      const row = this.#make(this.#rows[place]!, place);
      this.#drawn.set(place, row);
      this.#space.append(row);
    }
  }

  #make(row: OutlineRow, place: number): HTMLElement {
    const { label, description, level, position, siblings, expanded, id } = row;
    const selected = id === this.#selected;
    const made = element(
      'div',
      {
        class: selected ? 'outline-row selected' : 'outline-row',
        tabindex: place === this.#active ? 0 : -1,
        role: 'treeitem',
        'aria-level': level,
        'aria-posinset': position,
        'aria-setsize': siblings,
        'aria-expanded': expanded === null ? null : String(expanded),
        'aria-selected': String(selected),
        'aria-description': flowText(row),
        'data-place': place,
      },
      element('span', { class: expanded === null ? 'twistie leaf' : expanded ? 'twistie open' : 'twistie' }),
      element('span', { class: 'outline-label' }, label),
      element('span', { class: 'outline-description' }, description),
      element('span', { class: 'outline-flow', 'aria-hidden': 'true' }, flowText(row)),
    );
    made.style.top = `${place * rowHeight}px`;
    made.style.paddingLeft = `${(level - 1) * 12 + 4}px`;
    return made;
  }

  #onClick(target: Element): void {
    const row = this.#rowOf(target);
    if (row === undefined) return;
    this.#setActive(this.#rows.indexOf(row));
    if (target.closest('.twistie') !== null && row.expanded !== null) this.#handlers.onToggle(row.id);
    else this.#handlers.onSelect(row.id);
  }

  #onKey(event: KeyboardEvent): void {
    const row = this.#rows[this.#active];
    if (row === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const action = rowAfterKey(this.#rows, this.#active, event.key, Math.floor(this.element.clientHeight / rowHeight));
    if (event.key === 'Enter' && event.shiftKey) this.#handlers.onOpen(row.id);
    else if (event.key === 'Enter' || event.key === ' ') this.#open(row);
    else if (action === 'toggle') this.#handlers.onToggle(row.id);
    else if (action !== null) {
      this.#focus(action);
      this.#handlers.onSelect(this.#rows[action]!.id);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #open(row: OutlineRow): void {
    if (row.expanded === null) this.#handlers.onOpen(row.id);
    else this.#handlers.onToggle(row.id);
  }

  #rowOf(target: Element): OutlineRow | undefined {
    const row = target.closest<HTMLElement>('.outline-row');
    return row === null ? undefined : this.#rows[Number(row.dataset.place)];
  }

  #setActive(place: number): void {
    const before = this.#drawn.get(this.#active);
    if (before !== undefined) before.tabIndex = -1;
    this.#active = place;
    this.#draw();
    const row = this.#drawn.get(place);
    if (row !== undefined) row.tabIndex = 0;
  }

  #focus(place: number): void {
    if (this.#rows[place] === undefined) return;
    this.#scrollTo(place);
    this.#setActive(place);
    this.#drawn.get(place)?.focus({ preventScroll: true });
  }

  #scrollTo(place: number): void {
    const top = place * rowHeight;
    const { scrollTop, clientHeight } = this.element;
    if (top < scrollTop) this.element.scrollTop = top;
    else if (top + rowHeight > scrollTop + clientHeight) this.element.scrollTop = top + rowHeight - clientHeight;
  }
}

function flowText({ inputs, outputs }: OutlineRow): string {
  const side = (word: string, ends: OutlineRow['inputs']) =>
    ends.length === 0 ? [] : [`${word} ${ends.map(({ text }) => text).join('; ')}`];
  return [...side('from', inputs), ...side('to', outputs)].join(', ');
}
