/**
 * The words of memory that the threads of a pool agree over, a cache line each so that they do not disturb one another.
 *
 * A job is cut into units. `left` counts those that nobody has taken: whoever lowers it by one has taken a unit, and only
 * then reads which job it belongs to, since a job does not end before all of its units are done.
 */

import type { Steps } from './steps.ts';

const LINE = 16;

export const control = {
  /** Raised by one for every job; idle threads sleep on it. */
  turn: 0,
  left: LINE,
  /** Units of the job at hand that are done; the main thread may sleep on it. */
  done: 2 * LINE,
  /** Threads that sleep. */
  asleep: 3 * LINE,
  /** Set when a worker's unit failed; it has said by message why. */
  failed: 4 * LINE,
  /** What the job at hand is: its number, units, chunks, and how many threads may help. */
  job: 5 * LINE,
  units: 5 * LINE + 1,
  chunks: 5 * LINE + 2,
  helpers: 5 * LINE + 3,
} as const;

/** Of a pool of so many threads. */
export const controlBytes = (threads: number): number => (5 + threads) * LINE * 4;
/** Whether the worker of that rank may have taken a unit: it says so before it takes one. */
export const busyWord = (rank: number): number => (5 + rank) * LINE;

/** Which chunks a unit is: from `begin` to `end`, exclusive. */
export const unitBegin = (unit: number, units: number, chunks: number): number => Math.floor((unit * chunks) / units);

/** A job as a worker must know it to do units of it. */
export interface JobMessage {
  readonly kind: 'job';
  readonly id: number;
  readonly steps: Steps;
}

/** What the main thread tells a worker by message; a worker reads its messages when it meets a job it does not know. */
export type WorkerMessage = JobMessage | { readonly kind: 'forget'; readonly ids: readonly number[] };

/** What a worker tells the main thread before it sets `failed`. */
export interface FailureMessage {
  readonly reason: string;
}

export interface WorkerStart {
  /** A shared `WebAssembly.Memory`. */
  readonly memory: object;
  readonly controlAddress: number;
  /** 1 for the first helper; a job that takes fewer helpers passes it by. */
  readonly rank: number;
  /** A MessagePort. */
  readonly port: object;
}
