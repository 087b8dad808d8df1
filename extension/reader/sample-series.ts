/** The points of one tag that is no scalar: an evenly spread sample of bounded size in number and bytes. */

import { Reservoir } from '../../engine/summary/reader/index.ts';
import type { Budget, SampleHolder } from './budget.ts';

export interface SamplePoint {
  readonly step: number;
  readonly wallTime: number;
}

export class SampleSeries<T extends SamplePoint> implements SampleHolder {
  readonly #budget: Budget;
  readonly #reservoir: Reservoir<T>;
  readonly #most: number;
  readonly #sizeOf: (point: T) => number;
  #bytes = 0;
  #revision = 0;

  /** @param most points kept, whatever the budget allows */
  constructor(budget: Budget, most: number, sizeOf: (point: T) => number) {
    this.#budget = budget;
    this.#most = most;
    this.#sizeOf = sizeOf;
    this.#reservoir = new Reservoir(most);
    budget.addHolder(this);
  }

  get points(): readonly T[] {
    return this.#reservoir.items;
  }
  get bytes(): number {
    return this.#bytes;
  }
  /** Rises with every change. */
  get revision(): number {
    return this.#revision;
  }

  add(point: T): void {
    const wasFull = this.#reservoir.items.length === this.#reservoir.capacity;
    this.#reservoir.add(point);
    this.#changedTo(wasFull ? this.#measured() : this.#bytes + this.#sizeOf(point));
  }

  dropFrom(step: number): void {
    if (this.#reservoir.filter((point) => point.step < step) > 0) this.#changedTo(this.#measured());
  }

  limit(samples: number): void {
    const capacity = Math.min(samples, this.#most);
    const isLess = this.#reservoir.items.length > capacity;
    this.#reservoir.limit(capacity);
    if (isLess) this.#changedTo(this.#measured());
  }

  #measured(): number {
    let bytes = 0;
    for (const point of this.#reservoir.items) bytes += this.#sizeOf(point);
    return bytes;
  }

  #changedTo(bytes: number): void {
    const change = bytes - this.#bytes;
    this.#bytes = bytes;
    this.#revision++;
    this.#budget.changed(change);
  }
}
