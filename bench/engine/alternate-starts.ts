// How long peers take from the start of their process to the end of their first run, by turns.

import { disagreement } from './agreement.ts';
import type { Contestant, Effort, Outcome } from './alternate.ts';
import { PeerError, PeerProcess, type Program } from './peer-process.ts';
import type { Workload } from './workload.ts';

type Starter = Contestant & { readonly program: Program };

/** @param limit - milliseconds that one start may take. */
export async function alternateStarts(
  contestants: readonly Starter[],
  workload: Workload,
  effort: Effort,
  limit: number,
  tell: (index: number, what: string) => void,
): Promise<Outcome[]> {
  const expected = workload.expected();
  const outcomes: Outcome[] = [];
  for (const [index, contestant] of contestants.entries()) {
    tell(index, 'prepares');
    outcomes.push(await check(contestant, workload, expected));
  }
  for (let round = 0; round < effort.rounds; round++) {
    for (const [index, contestant] of contestants.entries()) {
      const outcome = outcomes[index];
      if (!('times' in outcome) || outcome.times.reduce((a, b) => a + b, 0) / 1e6 > effort.budget) continue;
      tell(index, `round ${round + 1}`);
      outcomes[index] = await asOutcome(async () => [
        ...outcome.times,
        await timeStart(contestant.program, workload, limit),
      ]);
    }
  }
  return outcomes;
}

async function check(contestant: Starter, workload: Workload, expected: readonly number[]): Promise<Outcome> {
  let wrong: string | undefined;
  const outcome = await asOutcome(async () => {
    const peer = await contestant.open();
    try {
      const answer = await peer.ask({ type: 'prepare', specification: workload.specification });
      if (answer.type !== 'prepared') throw new PeerError(`answers '${answer.type}' to 'prepare'`);
      wrong = disagreement(answer.values, expected, workload.tolerance);
      return [];
    } finally {
      peer.close();
    }
  });
  return wrong === undefined ? outcome : { disagrees: wrong };
}

/** Nanoseconds. */
async function timeStart(program: Program, { specification }: Workload, limit: number): Promise<number> {
  const start = performance.now();
  const peer = new PeerProcess(program, limit);
  try {
    peer.send({ type: 'first', specification });
    await peer.hello();
    await peer.next();
    return (performance.now() - start) * 1e6;
  } finally {
    peer.close();
  }
}

async function asOutcome(measure: () => Promise<readonly number[]>): Promise<Outcome> {
  try {
    return { times: await measure() };
  } catch (error) {
    if (error instanceof PeerError) return { failed: error.message };
    throw error;
  }
}
