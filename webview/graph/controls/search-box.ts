/** Finding nodes: text or a regular expression, the hits in a list with how many there are; arrows and Enter go to one. */

import { element, icon, setAttributes } from '../../dom.ts';
import type { TextField } from '../../ui.ts';
import type { ItemId, SearchHit, SearchResult } from '../model/index.ts';
import { iconButton, setPressed } from './button.ts';
import { icons } from './icons.ts';

export interface SearchQuery {
  readonly query: string;
  readonly regex: boolean;
}

export interface SearchHandlers {
  /** null: the box is closed. */
  readonly find: (query: SearchQuery | null) => SearchResult | null;
  readonly goTo: (id: ItemId) => void;
  readonly onClose: () => void;
}

const typingMs = 90;

export class SearchBox {
  readonly element: HTMLElement;
  readonly #handlers: SearchHandlers;
  // The toolkit takes the field's name from its content; the style sheet hides that label.
  readonly #field = element<TextField>(
    'vscode-text-field',
    { class: 'search-field', placeholder: 'Find name, type or shape' },
    'Find nodes by name, type or shape',
  );
  readonly #count = element('span', { class: 'search-count', role: 'status' });
  readonly #list = element('ul', {
    class: 'search-hits',
    tabindex: 0,
    role: 'listbox',
    'aria-label': 'Nodes found',
  });
  readonly #regexButton = iconButton({
    icon: 'search',
    label: 'Use regular expression',
    onClick: () => this.#flipRegex(),
  });
  #regex = false;
  #hits: readonly SearchHit[] = [];
  #active = -1;
  #waiting: ReturnType<typeof setTimeout> | undefined;

  constructor(handlers: SearchHandlers) {
    this.#handlers = handlers;
    this.#regexButton.replaceChildren(element('span', { class: 'regex-mark', 'aria-hidden': 'true' }, '.*'));
    const previous = iconButton({
      icon: 'previous',
      label: 'Previous hit',
      keys: 'Shift+Enter',
      onClick: () => this.#step(-1),
    });
    const next = iconButton({ icon: 'next', label: 'Next hit', keys: 'Enter', onClick: () => this.#step(1) });
    const close = iconButton({ icon: 'close', label: 'Close search', keys: 'Escape', onClick: () => this.close() });
    this.element = element(
      'div',
      { class: 'search', hidden: true, role: 'search' },
      element('div', { class: 'search-bar' }, this.#field, this.#regexButton, this.#count, previous, next, close),
      this.#list,
    );
    this.#field.append(element('span', { slot: 'start' }, icon(icons.search)));
    this.#field.addEventListener('input', () => {
      clearTimeout(this.#waiting);
      this.#waiting = setTimeout(() => this.#find(), typingMs);
    });
    this.element.addEventListener('keydown', (event) => this.#onKey(event));
    this.#list.addEventListener('click', ({ target }) => {
      const row = (target as Element).closest<HTMLElement>('[data-place]');
      if (row !== null) this.#take(Number(row.dataset.place));
    });
    setPressed(this.#regexButton, false);
  }

  get query(): SearchQuery {
    return { query: this.#field.value ?? '', regex: this.#regex };
  }

  restore({ query, regex }: SearchQuery): void {
    this.#field.value = query;
    this.#regex = regex;
    setPressed(this.#regexButton, regex);
  }

  open(): void {
    this.element.hidden = false;
    this.#find();
    // At once: what is typed next belongs into the field.
    this.#field.focus();
    this.#field.shadowRoot?.querySelector('input')?.select();
  }

  close(): void {
    if (this.element.hidden) return;
    this.element.hidden = true;
    this.#handlers.find(null);
    this.#handlers.onClose();
  }

  get isOpen(): boolean {
    return !this.element.hidden;
  }

  /** After the graph changed. */
  refresh(): void {
    if (this.isOpen) this.#find();
  }

  #flipRegex(): void {
    this.#regex = !this.#regex;
    setPressed(this.#regexButton, this.#regex);
    this.#find();
  }

  #find(): void {
    clearTimeout(this.#waiting);
    this.#waiting = undefined;
    const result = this.#handlers.find(this.query);
    this.#hits = result?.hits ?? [];
    this.#active = -1;
    this.#list.replaceChildren(...this.#hits.map((hit, place) => hitRow(hit, place)));
    const total = result?.total ?? 0;
    this.#count.classList.toggle('error', result?.error != null);
    const hits = `${total.toLocaleString('en')} ${total === 1 ? 'hit' : 'hits'}`;
    this.#tell(result === null ? '' : (result.error ?? (total === 0 ? 'No hits' : hits)));
    if (total > this.#hits.length) {
      const more = `and ${(total - this.#hits.length).toLocaleString('en')} more: type more of the name`;
      this.#list.append(element('li', { class: 'search-more', role: 'presentation' }, more));
    }
    this.#list.hidden = this.#hits.length === 0;
  }

  #onKey(event: KeyboardEvent): void {
    const inHits = event.target === this.#field || event.target === this.#list;
    if (event.key === 'Escape') this.close();
    else if (event.key === 'ArrowDown') this.#activate(this.#active + 1);
    else if (event.key === 'ArrowUp') this.#activate(this.#active - 1);
    else if (event.key === 'Enter' && inHits) {
      if (this.#waiting !== undefined) this.#find();
      if (event.shiftKey) this.#step(-1);
      else if (this.#active >= 0 && this.#list.querySelector('.taken') === null) this.#take(this.#active);
      else this.#step(1);
    } else {
      event.stopPropagation();
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  /** Screen readers hear the name too: the focus stays in the field. */
  #tell(text: string, name = ''): void {
    this.#count.replaceChildren(text, element('span', { class: 'unseen' }, name));
  }

  #step(by: 1 | -1): void {
    if (this.#hits.length === 0) return;
    this.#activate((this.#active + by + this.#hits.length) % this.#hits.length);
    this.#take(this.#active);
  }

  #activate(place: number): void {
    if (this.#hits.length === 0) return;
    this.#active = Math.min(this.#hits.length - 1, Math.max(0, place));
    for (const [at, row] of [...this.#list.children].entries()) {
      row.classList.toggle('active', at === this.#active);
      row.classList.remove('taken');
      if (row.getAttribute('role') === 'option') row.setAttribute('aria-selected', String(at === this.#active));
    }
    const row = this.#list.children[this.#active];
    row?.scrollIntoView({ block: 'nearest' });
    setAttributes(this.#list, { 'aria-activedescendant': row?.id });
    this.#tell(`${this.#active + 1} of ${this.#hits.length}`, this.#hits[this.#active]?.name);
  }

  #take(place: number): void {
    const hit = this.#hits[place];
    if (hit === undefined) return;
    this.#activate(place);
    this.#list.children[place]?.classList.add('taken');
    this.#handlers.goTo(hit.id);
  }
}

function hitRow({ name, op, shape, kind }: SearchHit, place: number): HTMLElement {
  const what = [kind === 'operation' ? op : kind, shape].filter((text) => text !== '').join(', ');
  return element(
    'li',
    {
      class: 'search-hit',
      id: `hit-${place}`,
      title: name,
      role: 'option',
      'data-place': place,
      'aria-selected': 'false',
    },
    element('span', { class: 'search-name' }, name),
    element('span', { class: 'card-muted' }, what),
  );
}
