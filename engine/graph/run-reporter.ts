/**
 * The border between the library and whoever runs a model file: what happens during a run is told here, and a wish to
 * stop is read here. The library works the same with nobody listening. It must not know processes, pipes or screens.
 */

import type { Graph } from './graph.ts';

/** A `tf.train.steps` loop as it begins. */
export interface StepLoop {
  /** The first step that will be given out. */
  readonly start: number;
  /** One past the last, or null where the loop has no end. */
  readonly total: number | null;
}

/** A session, as far as a runner asks about it. */
export interface PlanSource {
  /** The plans compiled so far. */
  describePlans(): readonly PlanDescription[];
}

/** What the compiler and the backend made of one set of fetches. */
export interface PlanDescription {
  readonly fetches: readonly string[];
  readonly arenaBytes: number;
  readonly kernels: readonly {
    readonly label: string;
    /** The operations it computes. */
    readonly covers: readonly string[];
    readonly bytesRead: number;
    readonly bytesWritten: number;
    readonly flops: number;
    /** Generated WebAssembly or JavaScript, or a function of this package. */
    readonly form: 'wasm' | 'js' | 'host';
    /** Runs together with the kernel before it: block by block in turn, or in any order, as one job. */
    readonly joinsPrevious?: 'chain' | 'bundle';
    /** The shortest time it took, where runs are timed. */
    readonly microseconds?: number;
  }[];
}

/** Called synchronously, often once a step: an implementation must be cheap, bounded in memory, and must not throw. */
export interface RunReporter {
  /** Whether loops should end after the step in hand. Read before each step. */
  readonly stopRequested: boolean;
  /** Whether sessions should time their kernels, for the plans that they describe. Read at each run. */
  readonly timesKernels: boolean;
  loopStarted(loop: StepLoop): void;
  /** `done` steps of the loop are complete: the next one would be number `done`. */
  stepsDone(done: number): void;
  loopEnded(): void;
  /** A scalar summary was written. */
  scalar(tag: string, step: number, value: number): void;
  /** An event file was opened, by its absolute path. */
  eventFile(path: string): void;
  /** A checkpoint was saved under this prefix. */
  checkpoint(prefix: string): void;
  /** A graph was written to an event file, or is run for the first time. */
  graph(graph: Graph): void;
  /** A session was made. */
  session(session: PlanSource): void;
  /** A session is about to be closed; its plans are gone afterwards. */
  sessionClosing(session: PlanSource): void;
}

const silent: RunReporter = {
  stopRequested: false,
  timesKernels: false,
  loopStarted() {},
  stepsDone() {},
  loopEnded() {},
  scalar() {},
  eventFile() {},
  checkpoint() {},
  graph() {},
  session() {},
  sessionClosing() {},
};

let current: RunReporter = silent;

/** The reporter of this process; one that does nothing, where nobody listens. */
export function runReporter(): RunReporter {
  return current;
}

/** Installs a reporter for the whole process; null takes it away. Returns the one before. */
export function setRunReporter(reporter: RunReporter | null): RunReporter {
  const before = current;
  current = reporter ?? silent;
  return before;
}
