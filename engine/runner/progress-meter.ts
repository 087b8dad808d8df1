/** Turns steps into at most ten progress messages a second, with speed and time left. Knows no clock of its own. */

import type { ChildMessage } from './protocol.ts';

type Progress = Extract<ChildMessage, { type: 'progress' }>;

const intervalMs = 100;
/** Speed is measured over the last few seconds, so that a slow first step or an evaluation soon stops counting. */
const windowMs = 5000;

export class ProgressMeter {
  readonly #total: number | null;
  /** The window's samples, one a message. */
  readonly #samples: { readonly time: number; readonly step: number }[];
  #lastMessage: number;
  #step: number;

  /** @param now - milliseconds of a clock that never runs backwards */
  constructor(loop: { readonly start: number; readonly total: number | null }, now: number) {
    this.#total = loop.total;
    this.#step = loop.start;
    this.#samples = [{ time: now, step: loop.start }];
    this.#lastMessage = now;
  }

  first(): Progress {
    return this.#message(false);
  }

  /** A message if one is due. */
  stepsDone(done: number, now: number): Progress | undefined {
    this.#step = done;
    if (now - this.#lastMessage < intervalMs) return undefined;
    this.#sample(now);
    return this.#message(false);
  }

  ended(now: number): Progress {
    this.#sample(now);
    return this.#message(true);
  }

  #sample(now: number): void {
    this.#lastMessage = now;
    this.#samples.push({ time: now, step: this.#step });
    while (this.#samples.length > 2 && now - this.#samples[1]!.time > windowMs) this.#samples.shift();
  }

  #message(ended: boolean): Progress {
    const oldest = this.#samples[0]!;
    const newest = this.#samples.at(-1)!;
    const seconds = (newest.time - oldest.time) / 1000;
    const stepsPerSecond = seconds > 0 ? (newest.step - oldest.step) / seconds : 0;
    const left = this.#total === null ? null : this.#total - this.#step;
    return {
      type: 'progress',
      step: this.#step,
      total: this.#total,
      stepsPerSecond,
      etaSeconds: left === null || stepsPerSecond === 0 ? null : left / stepsPerSecond,
      ended,
    };
  }
}
