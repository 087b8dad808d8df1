import { describe, expect, it } from 'vitest';
import { alternate, type Contestant, type Effort } from '../../bench/engine/alternate.ts';
import { type Peer, PeerError } from '../../bench/engine/peer-process.ts';
import type { Answer, Request } from '../../bench/engine/protocol.ts';
import type { Workload } from '../../bench/engine/workload.ts';

const workload: Workload = {
  name: 'answer',
  title: 'The answer',
  what: 'To everything.',
  specification: { kind: 'scalar-graph', a: 6, b: 6 },
  measured: 'runs',
  unit: 'calls/s',
  perRun: 1,
  tolerance: { relative: 0, absolute: 0 },
  expected: () => [42],
};
const effort: Effort = { rounds: 3, warmUp: 0, batch: 10, budget: 1000 };

/** Peers in one log: what they were asked, in order. */
class Fakes {
  readonly log: string[] = [];
  readonly closed: string[] = [];

  /** @param milliseconds - that one run takes. */
  peer(name: string, milliseconds: number, values: readonly number[] = [42], runsLeft = Number.POSITIVE_INFINITY) {
    let left = runsLeft;
    const ask = async (request: Request): Promise<Exclude<Answer, { readonly type: 'failed' }>> => {
      if (request.type !== 'run') return { type: 'prepared', values };
      this.log.push(`${name}${request.times}`);
      left -= request.times;
      if (left < 0) throw new PeerError(`${name} is tired`);
      return { type: 'ran', nanoseconds: request.times * milliseconds * 1e6 };
    };
    const peer: Peer = { ask, close: () => void this.closed.push(name) };
    return { open: async () => peer } satisfies Contestant;
  }
}

describe('peers at a workload', () => {
  it('run by turns, in batches as long as was asked for', async () => {
    const fakes = new Fakes();
    const outcomes = await alternate([fakes.peer('a', 5), fakes.peer('b', 1)], workload, effort);
    const [warmUps, rounds] = [fakes.log.slice(0, 4), fakes.log.slice(4)];
    expect(warmUps).toEqual(['a1', 'b1', 'b2', 'b4']);
    // The first runs after a stop are not timed.
    expect(rounds).toEqual(['a2', 'b2', 'b10', 'a2', 'b2', 'b10', 'a2', 'b2', 'b10']);
    expect(outcomes).toEqual([{ times: [5e6, 5e6, 5e6] }, { times: [1e6, 1e6, 1e6] }]);
    expect(fakes.closed).toEqual(['a', 'b']);
  });
  it('are hot before they are timed', async () => {
    const fakes = new Fakes();
    await alternate([fakes.peer('a', 1)], workload, { ...effort, rounds: 1, warmUp: 20 });
    expect(fakes.log).toEqual(['a1', 'a2', 'a4', 'a4', 'a4', 'a4', 'a4', 'a2', 'a10']);
  });
  it('that disagree are not timed', async () => {
    const fakes = new Fakes();
    const outcomes = await alternate([fakes.peer('a', 5, [41]), fakes.peer('b', 5)], workload, effort);
    expect(outcomes[0]).toEqual({ disagrees: 'value 0 is 41.00000 instead of 42.00000' });
    expect(fakes.log.every((entry) => entry.startsWith('b'))).toBe(true);
    expect(fakes.closed).toContain('a');
  });
  it('that are slow leave the later rounds to the others', async () => {
    const fakes = new Fakes();
    const outcomes = await alternate([fakes.peer('slow', 600), fakes.peer('b', 5)], workload, effort);
    expect(outcomes).toEqual([{ times: [6e8, 6e8] }, { times: [5e6, 5e6, 5e6] }]);
  });
  it('that fail in the middle do not end the others', async () => {
    const fakes = new Fakes();
    const outcomes = await alternate([fakes.peer('a', 5, [42], 3), fakes.peer('b', 5)], workload, effort);
    expect(outcomes).toEqual([{ failed: 'a is tired' }, { times: [5e6, 5e6, 5e6] }]);
    expect(fakes.log.filter((entry) => entry.startsWith('a'))).toEqual(['a1', 'a2', 'a2']);
  });
  it('that cannot start are told', async () => {
    const broken: Contestant = { open: () => Promise.reject(new PeerError('not here')) };
    expect(await alternate([broken], workload, effort)).toEqual([{ failed: 'not here' }]);
  });
  it('do not hide a mistake of the benchmark itself', async () => {
    const broken: Contestant = { open: () => Promise.reject(new TypeError('a bug')) };
    await expect(alternate([broken], workload, effort)).rejects.toThrow('a bug');
  });
});
