/** How often a process that dies may be started again. Pure. */

export class RestartBudget {
  readonly #most: number;
  readonly #windowMs: number;
  #ends: number[] = [];

  constructor(most: number, windowMs: number) {
    this.#most = most;
    this.#windowMs = windowMs;
  }

  /** Notes an end; whether another start is allowed after it. */
  noteEnd(now: number): boolean {
    this.#ends = [...this.#recent(now), now];
    return this.allows(now);
  }

  allows(now: number): boolean {
    return this.#recent(now).length < this.#most;
  }

  #recent(now: number): number[] {
    return this.#ends.filter((end) => now - end < this.#windowMs);
  }
}
