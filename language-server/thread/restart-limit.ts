/** How soon a thread that ended may be started again: at once, unless it keeps ending. Pure. */

const mostEnds = 3;
const windowMs = 60_000;

export class RestartLimit {
  #ends: number[] = [];

  noteEnd(now: number): void {
    this.#ends = [...this.#ends, now].slice(-mostEnds);
  }

  /** Milliseconds to wait before the next start. */
  delay(now: number): number {
    if (this.#ends.length < mostEnds) return 0;
    return Math.max(0, this.#ends[0] + windowMs - now);
  }
}
