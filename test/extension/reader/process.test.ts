import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { HostToReader, ReaderToHost } from '../../../extension/reader/protocol.ts';
import { fileOf, scalarEvent, temporaryFolder } from '../../summary/event-log.ts';

const entry = fileURLToPath(new URL('../../../extension/reader/process.ts', import.meta.url));

function started(): { child: ChildProcess; messages: ReaderToHost[]; send(message: HostToReader): void } {
  const child = fork(entry, [], { serialization: 'advanced', stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const messages: ReaderToHost[] = [];
  child.on('message', (message) => messages.push(message as ReaderToHost));
  return { child, messages, send: (message) => child.send(message) };
}

async function until(holds: () => boolean): Promise<void> {
  for (const end = performance.now() + 15_000; !holds(); ) {
    if (performance.now() > end) throw new Error(`It never came about that ${holds}.`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('the reader process', () => {
  it('sends points as typed arrays, outlives Ctrl-C and bad requests, and ends with its channel', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'a.tfevents'), fileOf(scalarEvent('loss', 3, 0.5)));
    const { child, messages, send } = started();
    send({ type: 'open', view: 4, sources: [{ id: 'r', folder, name: 'run' }] });
    send({ type: 'watch', view: 4, series: [{ run: 'r', kind: 'scalars', tag: 'loss' }] });
    await until(() => messages.some((message) => message.type === 'page' && message.message.type === 'scalars'));
    expect(messages[0]).toEqual({ type: 'runs', view: 4, runs: [{ id: 'r', name: 'run', group: '', startTime: 1 }] });
    expect(messages.find((message) => message.type === 'page' && message.message.type === 'scalars')).toMatchObject({
      view: 4,
      message: { keep: 0, steps: Float64Array.of(3), values: Float64Array.of(0.5) },
    });
    child.kill('SIGINT');
    // Nothing that the host sends; and something that cannot be.
    send({ type: 'open', view: 5, sources: null } as unknown as HostToReader);
    send({ type: 'graph', id: 1, from: { kind: 'file', path: join(folder, 'none.pb') } });
    await until(() => messages.some(({ type }) => type === 'failed'));
    const ended = once(child, 'exit');
    child.disconnect();
    expect(await ended).toEqual([0, null]);
  }, 20_000);
});
