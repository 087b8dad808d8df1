/**
 * Spreads work over frames: each job runs at most ten times a second, a frame ends when its budget is spent, and nothing
 * runs while the page is hidden, since the browser gives it no frames then. Knows no DOM: the clock is handed in.
 */

export interface Job {
  run(): void;
}

export interface FrameClock {
  now(): number;
  requestFrame(onFrame: () => void): void;
  delay(onTime: () => void, milliseconds: number): void;
}

export const shortestIntervalMs = 100;
const budgetMs = 12;

export const pageClock: FrameClock = {
  now: () => performance.now(),
  requestFrame: (onFrame) => requestAnimationFrame(onFrame),
  delay: (onTime, milliseconds) => setTimeout(onTime, milliseconds),
};

export class UpdateQueue {
  readonly #clock: FrameClock;
  /** In the order of asking. */
  readonly #waiting = new Set<Job>();
  readonly #lastRun = new WeakMap<Job, number>();
  #armed = false;

  constructor(clock: FrameClock = pageClock) {
    this.#clock = clock;
  }

  /** Runs the job soon; asked again before it ran, it runs once. `now`: without waiting since its last time. */
  add(job: Job, when: 'soon' | 'now' = 'soon'): void {
    if (when === 'now') this.#lastRun.delete(job);
    this.#waiting.add(job);
    this.#arm();
  }

  remove(job: Job): void {
    this.#waiting.delete(job);
  }

  #arm(): void {
    if (this.#armed || this.#waiting.size === 0) return;
    this.#armed = true;
    const wait = Math.min(...[...this.#waiting].map((job) => this.#waitOf(job)));
    const onFrame = () => this.#frame();
    if (wait <= 0) this.#clock.requestFrame(onFrame);
    else this.#clock.delay(() => this.#clock.requestFrame(onFrame), wait);
  }

  #waitOf(job: Job): number {
    const last = this.#lastRun.get(job);
    return last === undefined ? 0 : last + shortestIntervalMs - this.#clock.now();
  }

  #frame(): void {
    this.#armed = false;
    const start = this.#clock.now();
    for (const job of [...this.#waiting]) {
      if (!this.#waiting.has(job) || this.#waitOf(job) > 0) continue;
      this.#waiting.delete(job);
      this.#lastRun.set(job, this.#clock.now());
      try {
        job.run();
      } catch (error) {
        // One broken card must not stop the others; the page's handler sends it to the log.
        reportError(error);
      }
      if (this.#clock.now() - start >= budgetMs) break;
    }
    this.#arm();
  }
}
