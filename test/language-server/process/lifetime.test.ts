// The server lives as long as whoever started it, over either transport.

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Editor } from '../editor.ts';

const fake = new URL('./fake-server.ts', import.meta.url);
const hanging = "import 'tensorloom';\n// hang";

describe('the server process', () => {
  it('after its shutdown does nothing any more', async () => {
    const editor = await Editor.start({ server: fake });
    const document = editor.open('/w/model.ts', hanging);
    await editor.ask('shutdown', undefined);
    await expect(document.askAt('hover', '|import')).rejects.toMatchObject({ code: -32800 });
    document.replace('hang', 'hang again');
    const ended = once(editor.process, 'exit');
    editor.tell('exit', undefined);
    expect(await ended).toEqual([0, null]);
  });

  it.for(['ipc', 'stdio'] as const)('over %s, says what it can do and ends when it is asked to', async (transport) => {
    const editor = await Editor.start({ transport });
    expect(await editor.end()).toEqual([0, null]);
  });

  it.for(['ipc', 'stdio'] as const)(
    'over %s, ends with its line, even in the middle of an analysis',
    async (transport) => {
      const editor = await Editor.start({ server: fake, transport });
      editor.open('/w/model.ts', hanging);
      await new Promise((resolve) => setTimeout(resolve, 300));
      const ended = once(editor.process, 'exit');
      if (transport === 'ipc') editor.process.disconnect();
      else editor.process.stdin!.end();
      expect((await ended)[1]).toBeNull();
    },
  );

  it('dies with a parent that is killed', async () => {
    const parent = fork(fileURLToPath(new URL('./parent.ts', import.meta.url)), [fileURLToPath(fake)], {
      execArgv: [],
    });
    onTestFinished(() => {
      parent.kill('SIGKILL');
    });
    const [pid] = (await once(parent, 'message')) as [number];
    expect(isAlive(pid)).toBe(true);
    parent.kill('SIGKILL');
    await expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false);
  });

  it('says how to start it where it has neither', async () => {
    const child = fork(fileURLToPath(new URL('../../../language-server/main.ts', import.meta.url)), [], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      execArgv: [],
    });
    child.stderr!.setEncoding('utf8');
    const [[text], [code]] = await Promise.all([once(child.stderr!, 'data'), once(child, 'exit')]);
    expect(text).toContain('start it with --stdio, or as a child with --node-ipc');
    expect(code).toBe(2);
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
