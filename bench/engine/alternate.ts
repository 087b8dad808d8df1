// Several peers at one workload, by turns: A B C A B C …, so that what happens to the machine meanwhile happens to all.

import { disagreement } from './agreement.ts';
import { type Peer, PeerError } from './peer-process.ts';
import type { Workload } from './workload.ts';

export interface Effort {
  readonly rounds: number;
  /** Milliseconds of runs before the first that counts: what compiles as it runs is compiled by then. */
  readonly warmUp: number;
  /** Milliseconds that one batch of runs should take. */
  readonly batch: number;
  /** Milliseconds of measuring after which a slow peer takes no part in further rounds. */
  readonly budget: number;
}

export interface Contestant {
  /** Starts it. @throws PeerError */
  readonly open: () => Promise<Peer>;
}

export type Outcome =
  /** Nanoseconds a run, one time a round. */
  { readonly times: readonly number[] } | { readonly failed: string } | { readonly disagrees: string };

interface Runner {
  readonly peer: Peer;
  readonly times: number[];
  runsPerBatch: number;
  spent: number;
  failed?: string;
}

/**
 * Measures the contestants, in their order; the outcomes are in the same order. Whoever fails or disagrees is not timed.
 * @param tell - gets what is being done, for a person who waits.
 */
export async function alternate(
  contestants: readonly Contestant[],
  workload: Workload,
  effort: Effort,
  tell: (index: number, what: string) => void = () => undefined,
): Promise<Outcome[]> {
  const expected = workload.expected();
  const ready: (Runner | Outcome)[] = [];
  try {
    for (const [index, contestant] of contestants.entries()) {
      tell(index, 'prepares');
      ready.push(await prepare(contestant, workload, expected, effort));
    }
    for (let round = 0; round < effort.rounds; round++) {
      for (const [index, each] of ready.entries()) {
        if (!isRunner(each) || each.failed !== undefined || each.spent > effort.budget) continue;
        tell(index, `round ${round + 1}`);
        await runBatch(each);
      }
    }
  } finally {
    for (const each of ready) if (isRunner(each)) each.peer.close();
  }
  return ready.map((each) => {
    if (!isRunner(each)) return each;
    return each.failed === undefined ? { times: each.times } : { failed: each.failed };
  });
}

async function prepare(
  contestant: Contestant,
  workload: Workload,
  expected: readonly number[],
  effort: Effort,
): Promise<Runner | Outcome> {
  let peer: Peer | undefined;
  try {
    peer = await contestant.open();
    const answer = await peer.ask({ type: 'prepare', specification: workload.specification });
    if (answer.type !== 'prepared') throw new PeerError(`answers '${answer.type}' to 'prepare'`);
    const wrong = disagreement(answer.values, expected, workload.tolerance);
    if (wrong !== undefined) {
      peer.close();
      return { disagrees: wrong };
    }
    const runner: Runner = { peer, times: [], runsPerBatch: 1, spent: 0 };
    await warmUp(runner, effort);
    return runner;
  } catch (error) {
    peer?.close();
    if (error instanceof PeerError) return { failed: error.message };
    throw error;
  }
}

/** Doubles the runs until they take a third of a batch, so that how many fill one is known, and goes on until all is hot. */
async function warmUp(runner: Runner, effort: Effort): Promise<void> {
  const { batch } = effort;
  let spent = 0;
  for (let runs = 1; ; ) {
    const milliseconds = (await timeRuns(runner.peer, runs)) / 1e6;
    spent += milliseconds;
    if (milliseconds < batch / 3) runs *= 2;
    else if (spent >= effort.warmUp) {
      runner.runsPerBatch = Math.max(1, Math.round((runs * batch) / milliseconds));
      return;
    }
  }
}

async function runBatch(runner: Runner): Promise<void> {
  try {
    // A process that goes on may find all its threads on one core, for the first hundredth of a second.
    const settling = Math.floor(runner.runsPerBatch / 4);
    if (settling > 0) await timeRuns(runner.peer, settling);
    const nanoseconds = await timeRuns(runner.peer, runner.runsPerBatch);
    runner.times.push(nanoseconds / runner.runsPerBatch);
    runner.spent += nanoseconds / 1e6;
  } catch (error) {
    if (!(error instanceof PeerError)) throw error;
    runner.failed = error.message;
  }
}

async function timeRuns(peer: Peer, times: number): Promise<number> {
  const answer = await peer.ask({ type: 'run', times });
  if (answer.type !== 'ran') throw new PeerError(`answers '${answer.type}' to 'run'`);
  return answer.nanoseconds;
}

function isRunner(each: Runner | Outcome): each is Runner {
  return 'peer' in each;
}
