/** A map that keeps the entries used last. */

export class LruMap<K, V> {
  readonly #entries = new Map<K, V>();
  readonly #limit: number;
  readonly #evicted: (value: V) => void;
  /** The last entry asked for: asking again, as a loop does, changes no order. */
  #newest: { readonly key: K; readonly value: V } | undefined;

  constructor(limit: number, evicted: (value: V) => void) {
    this.#limit = limit;
    this.#evicted = evicted;
  }

  get(key: K): V | undefined {
    if (this.#newest?.key === key) return this.#newest.value;
    const value = this.#entries.get(key);
    if (value !== undefined) {
      this.#entries.delete(key);
      this.#entries.set(key, value);
      this.#newest = { key, value };
    }
    return value;
  }

  set(key: K, value: V): void {
    this.#entries.delete(key);
    this.#entries.set(key, value);
    this.#newest = { key, value };
    if (this.#entries.size <= this.#limit) return;
    const [oldest, old] = this.#entries.entries().next().value!;
    this.#entries.delete(oldest);
    this.#evicted(old);
  }

  values(): Iterable<V> {
    return this.#entries.values();
  }

  clear(): void {
    for (const value of this.#entries.values()) this.#evicted(value);
    this.#entries.clear();
    this.#newest = undefined;
  }
}
