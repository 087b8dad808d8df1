/**
 * Whether threads are worth having at the moment. On a machine whose cores are taken by others, a thread that took a unit
 * may be put aside for milliseconds, and the job waits for it. Where such waits cost more than sharing gains, the main
 * thread works alone for a while, and for longer each time until sharing pays again.
 */

/** Milliseconds. */
const FIRST_REST = 1_000;
const LONGEST_REST = 60_000;
/** Waits of less than this in all are chance. */
const TOLERATED = 20;
/** Jobs after which what was gained and lost counts half. */
const WINDOW = 512;

export class StallWatch {
  /** Milliseconds since some moment. */
  readonly #now: () => number;
  /** Milliseconds, of the last some hundred jobs. */
  #gained = 0;
  #lost = 0;
  #jobs = 0;
  #restingUntil = Number.NEGATIVE_INFINITY;
  #resting = false;
  #rest = FIRST_REST;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Whether jobs may be shared now. */
  get permits(): boolean {
    if (!this.#resting) return true;
    if (this.#now() < this.#restingUntil) return false;
    this.#resting = false;
    return true;
  }

  /** A job was shared. @param milliseconds - what others did of it, had the main thread done that. */
  gained(milliseconds: number): void {
    this.#gained += milliseconds;
    if (++this.#jobs < WINDOW) return;
    if (this.#lost < this.#gained / 2) this.#rest = FIRST_REST;
    this.#jobs = 0;
    this.#gained /= 2;
    this.#lost /= 2;
  }

  /** The main thread waited that long for units that others had taken. */
  lost(milliseconds: number): void {
    this.#lost += milliseconds;
    if (this.#lost < TOLERATED || this.#lost < this.#gained) return;
    this.#resting = true;
    this.#restingUntil = this.#now() + this.#rest;
    this.#rest = Math.min(2 * this.#rest, LONGEST_REST);
    this.#jobs = 0;
    this.#gained = 0;
    this.#lost = 0;
  }
}
