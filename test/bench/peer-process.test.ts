import { afterEach, describe, expect, it } from 'vitest';
import { PeerError, PeerProcess } from '../../bench/engine/peer-process.ts';

let started: PeerProcess | undefined;
afterEach(() => started?.close());

/** A process that runs `code` for each line of its input, given as `request`. */
function peer(code: string, limit = 10_000): PeerProcess {
  const program = `
    const say = (message) => console.log('@bench ' + JSON.stringify(message));
    say({ type: 'hello', library: 'Fake 1.0', threads: 1 });
    require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
      const request = JSON.parse(line);
      ${code}
    });`;
  started = new PeerProcess({ command: process.execPath, args: ['-e', program] }, limit);
  return started;
}

describe('the process of a peer', () => {
  it('answers requests, whatever else it prints', async () => {
    const fake = peer(`console.log('a library says hello'); say({ type: 'ran', nanoseconds: request.times });`);
    expect(await fake.hello()).toEqual({ type: 'hello', library: 'Fake 1.0', threads: 1 });
    expect(await fake.ask({ type: 'run', times: 3 })).toEqual({ type: 'ran', nanoseconds: 3 });
  });
  it('may be asked before it is ready', async () => {
    const fake = peer(`say({ type: 'ran', nanoseconds: 7 });`);
    fake.send({ type: 'run', times: 1 });
    await fake.hello();
    expect(await fake.next()).toEqual({ type: 'ran', nanoseconds: 7 });
  });
  it('says what it failed at', async () => {
    const fake = peer(`say({ type: 'failed', message: 'no such kernel' });`);
    await fake.hello();
    await expect(fake.ask({ type: 'run', times: 1 })).rejects.toThrow(new PeerError('no such kernel'));
  });
  it('that ends is told with its last words', async () => {
    const fake = peer(`console.error('out of memory'); process.exit(9);`);
    await fake.hello();
    await expect(fake.ask({ type: 'run', times: 1 })).rejects.toThrow('its process ended (9) out of memory');
  });
  it('that throws is told with the error, not with what follows it', async () => {
    const fake = peer(`throw new TypeError('no such backend');`);
    await fake.hello();
    await expect(fake.ask({ type: 'run', times: 1 })).rejects.toThrow(
      'its process ended (1) TypeError: no such backend',
    );
  });
  it.skipIf(process.platform === 'win32')('computes nothing between requests', async () => {
    const fake = peer(`
      const { times } = request;
      if (times === 1) setInterval(() => globalThis.beats = (globalThis.beats ?? 0) + 1, 1);
      say({ type: 'ran', nanoseconds: globalThis.beats ?? 0 });`);
    await fake.hello();
    await fake.ask({ type: 'run', times: 1 });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await fake.ask({ type: 'run', times: 2 })).toMatchObject({
      type: 'ran',
      nanoseconds: expect.toSatisfy((beats) => beats < 50),
    });
  });
  it('that does not answer in time is ended', async () => {
    const fake = peer('', 500);
    await fake.hello();
    await expect(fake.ask({ type: 'run', times: 1 })).rejects.toThrow('took more than 0.5 s');
  });
  it('that cannot start is told', async () => {
    started = new PeerProcess({ command: 'no-such-program', args: [] }, 10_000);
    await expect(started.hello()).rejects.toThrow(PeerError);
  });
});
