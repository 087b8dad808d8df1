import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ownBuffers } from '../../../extension/panels/own-buffers.ts';
import type { ReaderToHost } from '../../../extension/reader/protocol.ts';
import { type ReaderLink, readerOptions, startReaderProcess } from '../../../extension/reader-client/reader-process.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'reader-process-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function startScript(name: string, source: string) {
  const script = join(folder, `${name}.mjs`);
  writeFileSync(script, source);
  const messages: ReaderToHost[] = [];
  let output = '';
  const { promise: gone, resolve: onGone } = Promise.withResolvers<string>();
  const { promise: first, resolve: onFirst } = Promise.withResolvers<ReaderToHost>();
  const link: ReaderLink = startReaderProcess(script, {
    onMessage: (message) => {
      messages.push(message);
      onFirst(message);
    },
    onGone,
    onOutput: (text) => {
      output += text;
    },
  });
  return { link, messages, gone, first, output: () => output };
}

const echo = `
process.on('message', (message) => process.send({
  type: 'page', view: message.view,
  message: { type: 'scalars', run: 'a', tag: 't', keep: 0,
    steps: new Float64Array([1, 2]), wallTimes: new Float64Array([3, 4]), values: new Float64Array([NaN, -Infinity]) },
}));
process.on('disconnect', () => process.exit(0));
`;

test('typed arrays cross with their numbers, and fit the panels', async () => {
  const { link, first, gone } = startScript('echo', echo);
  link.send({ type: 'close', view: 7 });
  const message = await first;
  if (message.type !== 'page' || message.message.type !== 'scalars') throw new Error(message.type);
  expect(message.view).toBe(7);
  const { steps, values } = ownBuffers(message.message);
  expect(values).toEqual(new Float64Array([Number.NaN, Number.NEGATIVE_INFINITY]));
  expect(values.constructor).toBe(Float64Array);
  expect(steps.buffer.byteLength).toBe(16);
  link.end();
  expect(await gone).toBe('with code 0');
});

test('a process that ignores the end of its line is killed', async () => {
  const { link, first, gone } = startScript('deaf', `process.send({}); setInterval(() => {}, 1000);`);
  await first;
  link.end();
  expect(await gone).toBe('by SIGKILL');
});

test('the heap is bounded, and the end of a process that exceeds it is told', async () => {
  const { gone, output } = startScript('heap', `console.log(process.execArgv.join(' ')); process.abort();`);
  expect(await gone).toBe('by SIGABRT');
  expect(output()).toContain('--max-old-space-size=1024');
});

test('a script that is not there is told as its end, and sending to it is harmless', async () => {
  let how = '';
  const { promise, resolve } = Promise.withResolvers<void>();
  const link = startReaderProcess(join(folder, 'missing.mjs'), {
    onMessage: () => {},
    onGone: (told) => {
      how = told;
      resolve();
    },
    onOutput: () => {},
  });
  await promise;
  expect(how).toBe('with code 1');
  link.send({ type: 'close', view: 1 });
  link.end();
  link.kill();
});

test('under Electron the process is told to be Node; options of the parent do not reach it', () => {
  const env = { PATH: '/bin', NODE_OPTIONS: '--inspect' };
  const electron = readerOptions({ env, electron: '42.2.0' });
  expect(electron.env).toEqual({ PATH: '/bin', NODE_OPTIONS: undefined, ELECTRON_RUN_AS_NODE: '1' });
  expect(electron.serialization).toBe('advanced');
  const node = readerOptions({ env, electron: undefined });
  expect(node.env).toEqual({ PATH: '/bin', NODE_OPTIONS: undefined });
  expect(node.execArgv.join(' ')).not.toContain('inspect');
});
