/** A stack of scope values whose entries last exactly as long as a callback. */

export class ScopeStack<T> {
  readonly #entries: T[] = [];

  /** Runs `body` with `entry` on top, and takes it off however `body` ends. */
  within<R>(entry: T, body: () => R): R {
    this.#entries.push(entry);
    try {
      return body();
    } finally {
      this.#entries.pop();
    }
  }

  get top(): T | undefined {
    const { length } = this.#entries;
    return length === 0 ? undefined : this.#entries[length - 1];
  }
  all(): readonly T[] {
    return this.#entries;
  }
  *innermostFirst(): Generator<T> {
    for (let i = this.#entries.length - 1; i >= 0; i--) yield this.#entries[i];
  }
}
