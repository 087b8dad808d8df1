/** A graph's collections: named lists of variables, summaries, losses and whatever a library wants to find again. */

export class Collections {
  readonly #lists = new Map<string, unknown[]>();

  add(name: string, value: unknown): void {
    const list = this.#lists.get(name);
    if (list) list.push(value);
    else this.#lists.set(name, [value]);
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
    const list = this.#lists.get(name) ?? [];
    this.#lists.set(name, list);
    return list as T[];
  }

  clear(name: string): void {
    this.#lists.delete(name);
  }

  get names(): string[] {
    return [...this.#lists.keys()];
  }
}
