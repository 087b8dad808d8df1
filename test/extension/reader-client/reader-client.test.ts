import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ReaderViewMessage } from '../../../extension/host.ts';
import { readerTimes } from '../../../extension/reader-client/reader-client.ts';
import { fakeReader, tokenOf } from './fake-reader.ts';

const source = { id: 'a', folder: '/logs/a', name: 'a' };
const file = { kind: 'file', path: '/graphs/a.pb' } as const;
const graph = { nodes: [], traces: [] };

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function withView() {
  const reader = fakeReader();
  const received: ReaderViewMessage[] = [];
  const view = reader.client.openView((message) => received.push(message));
  return { ...reader, view, received };
}

test('the process starts with the first folder that is opened, not before', () => {
  const { view, processes } = withView();
  view.send({ type: 'watch', series: [] });
  expect(processes).toHaveLength(0);
  view.send({ type: 'open', sources: [source] });
  expect(processes).toHaveLength(1);
  expect(processes[0]?.sent).toEqual([
    { type: 'open', view: 1, sources: [source] },
    { type: 'watch', view: 1, series: [] },
  ]);
});

test('each view gets what is for it', () => {
  const { client, processes, view, received } = withView();
  const others: ReaderViewMessage[] = [];
  const other = client.openView((message) => others.push(message));
  view.send({ type: 'open', sources: [source] });
  other.send({ type: 'open', sources: [source] });
  processes[0]?.say({ type: 'runs', view: 2, runs: [] });
  processes[0]?.say({ type: 'page', view: 1, message: { type: 'tags', run: 'a', tags: [] } });
  processes[0]?.say({ type: 'runs', view: 9, runs: [] });
  expect(received).toEqual([{ type: 'tags', run: 'a', tags: [] }]);
  expect(others).toEqual([{ type: 'runs', runs: [] }]);
});

test('a process that dies is replaced, and told again what is open, watched and hidden', () => {
  const { view, processes } = withView();
  const series = [{ run: 'a', kind: 'scalars', tag: 'loss' }] as const;
  view.send({ type: 'open', sources: [source] });
  view.send({ type: 'watch', series: [] });
  view.send({ type: 'watch', series });
  view.send({ type: 'show', visible: false });
  processes[0]?.die();
  expect(processes).toHaveLength(2);
  expect(processes[1]?.sent).toEqual([
    { type: 'open', view: 1, sources: [source] },
    { type: 'show', view: 1, visible: false },
    { type: 'watch', view: 1, series },
  ]);
});

test('pictures that were asked for are answered when the process dies', () => {
  const { view, processes, received } = withView();
  view.send({ type: 'open', sources: [source] });
  const blob = { type: 'blob', run: 'a', kind: 'images', tag: 't', key: 0, sample: 0 } as const;
  view.send({ ...blob, id: 4 });
  view.send({ ...blob, id: 5 });
  processes[0]?.say({
    type: 'page',
    view: 1,
    message: { type: 'blob', id: 4, data: new Uint8Array(1), contentType: 'image/png' },
  });
  processes[0]?.die();
  expect(received.slice(1)).toEqual([{ type: 'blob', id: 5, data: null, contentType: '' }]);
});

test('after three ends within a minute it is given up, once, in the panels and to the user', async () => {
  const { client, view, processes, problems, received } = withView();
  view.send({ type: 'open', sources: [source] });
  for (let each = 0; each < 3; each += 1) processes.at(-1)?.die('with code 134');
  expect(processes).toHaveLength(3);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatch(/ended 3 times within a minute.*close that panel.*with code 134/);
  expect(received).toEqual([{ type: 'progress', bytes: 0, total: 0, problems: [problems[0]] }]);
  await expect(client.graph(file, tokenOf().token)).rejects.toThrow(/3 times/);

  // A minute later the panel may be tried again.
  vi.advanceTimersByTime(60_000);
  view.send({ type: 'open', sources: [source] });
  expect(processes).toHaveLength(4);
});

test('while it is given up, opening again says why nothing comes', () => {
  const { view, processes, received } = withView();
  view.send({ type: 'open', sources: [source] });
  for (let each = 0; each < 3; each += 1) processes.at(-1)?.die();
  view.send({ type: 'open', sources: [source] });
  expect(processes).toHaveLength(3);
  expect(received).toHaveLength(2);
});

test('a graph is asked for and given', async () => {
  const { client, processes } = fakeReader();
  const { token, listeners } = tokenOf();
  const answer = client.graph(file, token);
  expect(processes[0]?.sent).toEqual([{ type: 'graph', id: 1, from: file }]);
  processes[0]?.say({ type: 'graph', id: 1, graph });
  await expect(answer).resolves.toBe(graph);
  expect(listeners.size).toBe(0);
});

test('a failure is the sentence that the reader gives', async () => {
  const { client, processes } = fakeReader();
  const answer = client.trace('/logs/a', 'step 1', tokenOf().token);
  processes[0]?.say({ type: 'failed', id: 1, message: 'There is no trace step 1.' });
  await expect(answer).rejects.toThrow('There is no trace step 1.');
});

test('a request is asked again of the next process, and fails with the second', async () => {
  const { client, processes } = fakeReader();
  const answer = client.graph(file, tokenOf().token);
  const failure = expect(answer).rejects.toThrow(/ended by SIGSEGV, twice, while it read \/graphs\/a\.pb\..*damaged/);
  processes[0]?.die();
  expect(processes[1]?.sent).toEqual([{ type: 'graph', id: 1, from: file }]);
  processes[1]?.die();
  await failure;
  expect(processes).toHaveLength(2);
});

test('a canceled request ends at once, and the reader is told', async () => {
  const { client, processes } = fakeReader();
  const { token, cancel } = tokenOf();
  const answer = client.graph(file, token);
  cancel();
  await expect(answer).rejects.toThrow('Canceled');
  expect(processes[0]?.sent[1]).toEqual({ type: 'cancel', id: 1 });
});

test('a process that is stuck in what was canceled is ended, and what is open is read on', async () => {
  const { client, view, processes } = withView();
  view.send({ type: 'open', sources: [source] });
  const { token, cancel } = tokenOf();
  const answer = client.graph(file, token);
  cancel();
  await expect(answer).rejects.toThrow('Canceled');
  vi.advanceTimersByTime(readerTimes.stuckMs);
  expect(processes[0]?.killed).toBe(true);
  expect(processes[1]?.sent).toEqual([{ type: 'open', view: 1, sources: [source] }]);
});

test('a process that still answers after a canceled request goes on', async () => {
  const { client, processes } = fakeReader();
  const { token, cancel } = tokenOf();
  const answer = client.graph(file, token);
  cancel();
  await expect(answer).rejects.toThrow();
  const probe = processes[0]?.sent.at(-1) as { id: number };
  processes[0]?.say({ type: 'failed', id: probe.id, message: 'no such file' });
  vi.advanceTimersByTime(readerTimes.stuckMs * 2);
  expect(processes[0]?.killed).toBe(false);
});

test('a request that is canceled before it is made starts nothing', async () => {
  const { client, processes } = fakeReader();
  const { token, cancel } = tokenOf();
  cancel();
  await expect(client.graph(file, token)).rejects.toThrow('Canceled');
  expect(processes).toHaveLength(0);
});

test('a request that takes longer than a minute fails with what to do', async () => {
  const { client, processes } = fakeReader();
  const failure = expect(client.graph(file, tokenOf().token)).rejects.toThrow(
    /Reading \/graphs\/a\.pb took longer than 60 seconds.*press Reload/,
  );
  vi.advanceTimersByTime(readerTimes.requestMs);
  await failure;
  vi.advanceTimersByTime(readerTimes.stuckMs);
  expect(processes[0]?.killed).toBe(true);
});

test('the process ends a minute after the last panel and the last request', async () => {
  const { client, view, processes } = withView();
  view.send({ type: 'open', sources: [source] });
  vi.advanceTimersByTime(10 * readerTimes.idleMs);
  expect(processes[0]?.ended).toBe(false);
  view.dispose();
  expect(processes[0]?.sent.at(-1)).toEqual({ type: 'close', view: 1 });
  vi.advanceTimersByTime(readerTimes.idleMs - 1);
  expect(processes[0]?.ended).toBe(false);
  vi.advanceTimersByTime(1);
  expect(processes[0]?.ended).toBe(true);

  // Its end is expected: no other is started until one is needed.
  processes[0]?.die('with code 0');
  expect(processes).toHaveLength(1);
  const answer = client.graph(file, tokenOf().token);
  expect(processes).toHaveLength(2);
  processes[1]?.say({ type: 'graph', id: 1, graph });
  await answer;
});

test('a panel that opens while the process idles keeps it', () => {
  const { client, view, processes } = withView();
  view.send({ type: 'open', sources: [source] });
  view.dispose();
  vi.advanceTimersByTime(readerTimes.idleMs / 2);
  client.openView(() => {}).send({ type: 'open', sources: [source] });
  vi.advanceTimersByTime(readerTimes.idleMs * 2);
  expect(processes).toHaveLength(1);
  expect(processes[0]?.ended).toBe(false);
});

test('a death that nobody is concerned by starts nothing', () => {
  const { view, processes } = withView();
  view.send({ type: 'open', sources: [source] });
  view.dispose();
  processes[0]?.die();
  expect(processes).toHaveLength(1);
});

test('nothing goes on after the end of the extension', async () => {
  const { client, processes } = fakeReader();
  const answer = client.graph(file, tokenOf().token);
  client.dispose();
  await expect(answer).rejects.toThrow('Canceled');
  expect(processes[0]?.ended).toBe(true);
  processes[0]?.die();
  expect(processes).toHaveLength(1);
  await expect(client.graph(file, tokenOf().token)).rejects.toThrow('Canceled');
});
