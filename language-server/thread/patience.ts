/**
 * How long a job may take, in time that the processor spends on this process: on a machine that is busy with other things,
 * or asleep, a job is not to blame for what it waits. What waits for something else, such as a disk, has longer.
 */

/** So much longer, by the clock, than by the processor. */
const clockFactor = 6;
const looksPerLimit = 10;

export class Patience {
  readonly #timer: NodeJS.Timeout;

  /** Calls `onEnd` once, unless it is stopped. */
  constructor(milliseconds: number, onEnd: () => void) {
    const begun = performance.now();
    const before = process.cpuUsage();
    this.#timer = setInterval(() => {
      const { user, system } = process.cpuUsage(before);
      const isOver = (user + system) / 1000 >= milliseconds || performance.now() - begun >= milliseconds * clockFactor;
      if (!isOver) return;
      this.stop();
      onEnd();
    }, milliseconds / looksPerLimit);
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
