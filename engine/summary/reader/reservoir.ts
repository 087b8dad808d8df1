/**
 * A sample of a stream that never outgrows its capacity and looks evenly spread over what was seen, the newest item
 * always included: reservoir sampling as TensorBoard does it. The same stream gives the same sample.
 */

export class Reservoir<T> {
  #capacity: number;
  #items: T[] = [];
  #seen = 0;
  #state: number;

  constructor(capacity: number, seed = 0) {
    this.#capacity = checked(capacity);
    this.#state = seed | 0;
  }

  /** Most items kept; 0 for all. */
  get capacity(): number {
    return this.#capacity;
  }
  get items(): readonly T[] {
    return this.#items;
  }
  /** How many were added, estimated after removals. */
  get seen(): number {
    return this.#seen;
  }

  add(item: T): void {
    if (this.#capacity === 0 || this.#items.length < this.#capacity) this.#items.push(item);
    else {
      const place = Math.floor(this.#random() * (this.#seen + 1));
      if (place < this.#capacity) {
        this.#items.splice(place, 1);
        this.#items.push(item);
      } else this.#items[this.#items.length - 1] = item;
    }
    this.#seen++;
  }

  /** Changes how many items are kept at most. */
  limit(capacity: number): void {
    this.#capacity = checked(capacity);
    if (capacity === 0 || this.#items.length <= capacity) return;
    // Any but the newest.
    while (this.#items.length > capacity) {
      const last = this.#items.length - 1;
      this.#items.splice(last === 0 ? 0 : Math.floor(this.#random() * last), 1);
    }
  }

  /** Drops what `keep` refuses; gives how many that were. */
  filter(keep: (item: T) => boolean): number {
    const before = this.#items.length;
    this.#items = this.#items.filter(keep);
    if (before > 0) this.#seen = Math.round((this.#seen * this.#items.length) / before);
    return before - this.#items.length;
  }

  /** Mulberry32, in [0, 1). */
  #random(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
}

function checked(capacity: number): number {
  if (Number.isInteger(capacity) && capacity >= 0) return capacity;
  throw new RangeError(`A reservoir's capacity is a whole number, 0 for no limit; not ${capacity}.`);
}
