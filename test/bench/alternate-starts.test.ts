import { expect, it } from 'vitest';
import { alternateStarts } from '../../bench/engine/alternate-starts.ts';
import { PeerProcess, type Program } from '../../bench/engine/peer-process.ts';
import { workloads } from '../../bench/engine/workloads/index.ts';

const workload = workloads.find(({ name }) => name === 'scalar')!;
const limit = 10_000;

/** A process that answers after `wait` milliseconds, with `value` to be compared. */
function starter(wait: number, value: number) {
  const code = `
    const say = (message) => console.log('@bench ' + JSON.stringify(message));
    setTimeout(() => {
      say({ type: 'hello', library: 'Fake 1.0', threads: 1 });
      require('node:readline').createInterface({ input: process.stdin }).on('line', (line) =>
        say(JSON.parse(line).type === 'first' ? { type: 'ran', nanoseconds: 1 } : { type: 'prepared', values: [${value}] }));
    }, ${wait});`;
  const program: Program = { command: process.execPath, args: ['-e', code] };
  const open = async () => {
    const peer = new PeerProcess(program, limit);
    await peer.hello();
    return peer;
  };
  return { program, open };
}

it('the time of a start is that of the whole process, and of one that agrees', async () => {
  const told: string[] = [];
  const effort = { rounds: 2, warmUp: 0, batch: 1, budget: 60_000 };
  const [slow, wrong] = await alternateStarts(
    [starter(200, 10.5), starter(0, 11)],
    workload,
    effort,
    limit,
    (index, what) => told.push(`${index} ${what}`),
  );
  expect(slow).toEqual({ times: [expect.any(Number), expect.any(Number)] });
  expect(Math.min(...('times' in slow ? slow.times : []))).toBeGreaterThan(200e6);
  expect(wrong).toEqual({ disagrees: expect.stringContaining('value 0 is 11') });
  expect(told).toEqual(['0 prepares', '1 prepares', '0 round 1', '0 round 2']);
});
