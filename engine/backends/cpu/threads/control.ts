/**
 * The words of memory that the threads of a pool agree over, a cache line each so that they do not disturb one another.
 *
 * A job is cut into units. `left` counts those that nobody has taken: whoever lowers it by one has taken a unit, and only
 * then reads which job it belongs to, since a job does not end before all of its units are done.
 */

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

export const CONTROL_BYTES = 6 * LINE * 4;

/** Which chunks a unit is: from `begin` to `end`, exclusive. */
export const unitBegin = (unit: number, units: number, chunks: number): number => Math.floor((unit * chunks) / units);

/** A job as a worker must know it to do units of it. */
export interface JobMessage {
  readonly kind: 'job';
  readonly id: number;
  readonly steps: readonly Step[];
}

/** A function of a module that does some chunks of work; all steps of a job are done on a chunk of it before the next. */
export interface Step {
  readonly module: object;
  readonly name: string;
  readonly addresses: readonly (number | bigint)[];
  /** Its own chunks that belong to one of the job's; the last of those may have fewer. */
  readonly chunksOfBlock: number;
  /** Of its own, in all. */
  readonly chunks: number;
}

/** Does chunks of a job, from `begin` to `end`, exclusive. */
export type Run = (begin: number, end: number) => void;

type Address = number | bigint;
type Chunks = (begin: number, end: number, ...addresses: Address[]) => void;

/** The function with its addresses fixed. Spelt out, since a call that spreads an array takes 100 ns more. */
export function withAddresses(run: Chunks, addresses: readonly Address[]): Run {
  const [a, b, c, d, e, f] = addresses;
  switch (addresses.length) {
    case 1:
      return (begin, end) => run(begin, end, a);
    case 2:
      return (begin, end) => run(begin, end, a, b);
    case 3:
      return (begin, end) => run(begin, end, a, b, c);
    case 4:
      return (begin, end) => run(begin, end, a, b, c, d);
    case 5:
      return (begin, end) => run(begin, end, a, b, c, d, e);
    case 6:
      return (begin, end) => run(begin, end, a, b, c, d, e, f);
    default:
      return (begin, end) => run(begin, end, ...addresses);
  }
}

export function runOfSteps(
  steps: readonly Step[],
  exportsOf: (module: object) => Readonly<Record<string, Chunks>>,
): Run {
  const runs = steps.map(({ module, name, addresses, chunksOfBlock, chunks }): Run => {
    const run = withAddresses(exportsOf(module)[name], addresses);
    if (chunksOfBlock === 1) return run;
    return (begin, end) => run(begin * chunksOfBlock, Math.min(end * chunksOfBlock, chunks));
  });
  if (runs.length === 1) return runs[0];
  return (begin, end) => {
    for (let block = begin; block < end; block++) for (const run of runs) run(block, block + 1);
  };
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
