/** What a job consists of: functions of modules, their addresses, and how their chunks go with the job's. */

/** A function of a module that does some chunks of work. */
export interface Step {
  readonly module: object;
  readonly name: string;
  readonly addresses: readonly (number | bigint)[];
  /** Its own chunks that belong to one of the job's; the last of those may have fewer. */
  readonly chunksOfBlock: number;
  /** Of its own, in all. */
  readonly chunks: number;
}

/**
 * `in turn`: all steps are done on a chunk of the job before the next chunk. `side by side`: the job's chunks are those of the
 * first step, then those of the second, and so on.
 */
export interface Steps {
  readonly order: 'in turn' | 'side by side';
  readonly list: readonly Step[];
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
  { order, list }: Steps,
  exportsOf: (module: object) => Readonly<Record<string, Chunks>>,
): Run {
  const runs = list.map(({ module, name, addresses, chunksOfBlock, chunks }): Run => {
    const run = withAddresses(exportsOf(module)[name], addresses);
    if (chunksOfBlock === 1) return run;
    return (begin, end) => run(begin * chunksOfBlock, Math.min(end * chunksOfBlock, chunks));
  });
  if (runs.length === 1) return runs[0];
  return order === 'in turn' ? inTurn(runs) : sideBySide(runs, list);
}

function inTurn(runs: readonly Run[]): Run {
  return (begin, end) => {
    for (let block = begin; block < end; block++) for (const run of runs) run(block, block + 1);
  };
}

function sideBySide(runs: readonly Run[], list: readonly Step[]): Run {
  let next = 0;
  const parts = list.map(({ chunks }, i) => {
    const first = next;
    next += chunks;
    return { run: runs[i], first, end: next };
  });
  return (begin, end) => {
    for (const part of parts) {
      const from = Math.max(begin, part.first);
      const to = Math.min(end, part.end);
      if (from < to) part.run(from - part.first, to - part.first);
    }
  };
}
