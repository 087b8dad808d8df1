/** What the page remembers of the user's choices, and hands on to its next life. Bounded: old entries give way. Pure. */

import { mostSaved, readSavedPage, type SavedPage } from './saved-state.ts';

type Gathered = Pick<SavedPage, 'sidebar' | 'scroll' | 'selection' | 'styles' | 'views'>;

export class PageMemory {
  readonly saved: SavedPage;
  readonly groups: BoundedMap<boolean>;
  readonly cards: BoundedMap<unknown>;
  readonly wide: ReadonlySet<string>;
  source: unknown;
  tab: SavedPage['tab'];
  tagFilter: string;
  pinned: readonly string[];
  readonly #wide: Set<string>;
  readonly #changed: () => void;

  constructor(saved: unknown, changed: () => void) {
    this.saved = readSavedPage(saved);
    this.source = this.saved.source;
    this.tab = this.saved.tab;
    this.tagFilter = this.saved.tagFilter;
    this.pinned = this.saved.pinned;
    this.#wide = new Set(this.saved.wide);
    this.wide = this.#wide;
    this.groups = new BoundedMap(this.saved.groups, changed);
    this.cards = new BoundedMap(this.saved.cards, changed);
    this.#changed = changed;
  }

  /** Whether it is pinned now. */
  togglePinned(id: string): boolean {
    const was = this.pinned.includes(id);
    this.pinned = was ? this.pinned.filter((one) => one !== id) : [...this.pinned, id].slice(-mostSaved);
    this.#changed();
    return !was;
  }

  toggleWide(id: string): void {
    if (!this.#wide.delete(id)) this.#wide.add(id);
    this.#changed();
  }

  save(gathered: Gathered): SavedPage {
    return {
      version: 1,
      source: this.source,
      tab: this.tab,
      tagFilter: this.tagFilter,
      pinned: this.pinned,
      wide: [...this.#wide].slice(-mostSaved),
      groups: this.groups.entries(),
      cards: this.cards.entries(),
      ...gathered,
      styles: gathered.styles.slice(-mostSaved * 2),
    };
  }
}

/** A map that forgets what was set longest ago. */
export class BoundedMap<T> {
  readonly #entries: Map<string, T>;
  readonly #changed: () => void;

  constructor(entries: Iterable<readonly [string, T]>, changed: () => void) {
    this.#entries = new Map(entries);
    this.#changed = changed;
  }

  get(key: string): T | undefined {
    return this.#entries.get(key);
  }

  set(key: string, value: T): void {
    this.#entries.delete(key);
    this.#entries.set(key, value);
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= mostSaved) break;
      this.#entries.delete(oldest);
    }
    this.#changed();
  }

  entries(): [string, T][] {
    return [...this.#entries];
  }
}
