/** A graph's collections: named lists of variables, summaries, losses and whatever a library wants to find again. */

import type { UndoLog } from './undo-log.ts';

export class Collections {
  readonly #lists = new Map<string, unknown[]>();
  readonly #log: UndoLog;

  constructor(log: UndoLog) {
    this.#log = log;
  }

  add(name: string, value: unknown): void {
    const list = this.#lists.get(name);
    if (list) list.push(value);
    else this.#lists.set(name, [value]);
    this.#log.record(() => (list ? list.pop() : this.#lists.delete(name)));
  }

  addToAll(names: readonly string[], value: unknown): void {
    for (const name of new Set(names)) this.add(name, value);
  }

  /** A copy of the list (empty for a name never used), of items whose `name` starts with `scope` if that is given. */
  get<T = unknown>(name: string, scope?: string): T[] {
    const list = (this.#lists.get(name) ?? []) as T[];
    if (scope === undefined) return [...list];
    const pattern = new RegExp(`^(?:${scope})`);
    return list.filter((item) => pattern.test(String((item as { name?: unknown }).name ?? '')));
  }

  /** The list itself, made if it is not there: changing it changes the collection. */
  listOf<T = unknown>(name: string): T[] {
    const found = this.#lists.get(name);
    const list = found ?? [];
    if (!found) this.#lists.set(name, list);
    if (this.#log.isOpen) {
      // Whatever its holder does to it from now on.
      const before = [...list];
      this.#log.record(() => {
        if (found) list.splice(0, list.length, ...before);
        else this.#lists.delete(name);
      });
    }
    return list as T[];
  }

  clear(name: string): void {
    const list = this.#lists.get(name);
    if (!list) return;
    this.#lists.delete(name);
    this.#log.record(() => this.#lists.set(name, list));
  }

  get names(): string[] {
    return [...this.#lists.keys()];
  }
}
