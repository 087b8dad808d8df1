import { beforeEach, expect, test, vi } from 'vitest';
import type { WebviewPanel } from 'vscode';
import { createSummariesPanels } from '../../../extension/summaries/index.ts';
import { fakeHost, record } from '../panels/fake-host.ts';
import { FakePanel } from '../panels/fake-vscode.ts';

vi.mock('vscode', () => import('../panels/fake-vscode.ts'));

const source = { id: 's', folder: '/logs/digits', name: 'digits' };
const run = { id: 's', name: 'digits', startTime: 1, group: '' };
const settled = () => new Promise(setImmediate);

let desk: ReturnType<typeof fakeHost>;
let panel: FakePanel;

beforeEach(async () => {
  desk = fakeHost();
  panel = new FakePanel();
  createSummariesPanels(desk.host).restore(panel as unknown as WebviewPanel, { source: { sources: [source] } });
  await settled();
});

test('a page that is ready learns what it shows, and the reader is asked for all of it', () => {
  expect(desk.sent).toEqual([]);
  panel.say({ type: 'ready' });
  expect(panel.posted).toEqual([{ type: 'init', source: { sources: [source] }, title: 'Summaries: digits' }]);
  expect(desk.sent).toEqual([
    { type: 'watch', series: [] },
    { type: 'open', sources: [source] },
    { type: 'show', visible: true },
  ]);
});

test('a page that was hidden gets nothing, and everything when it is loaded again', () => {
  panel.say({ type: 'ready' });
  desk.view.say({ type: 'runs', runs: [run] });
  panel.hide();
  expect(desk.sent.at(-1)).toEqual({ type: 'show', visible: false });
  panel.news();
  desk.view.say({ type: 'tags', run: 's', tags: [] });
  expect(panel.news()).toEqual([]);

  desk.sent.splice(0);
  panel.visible = true;
  panel.say({ type: 'ready' });
  desk.view.say({ type: 'runs', runs: [run] });
  expect(panel.news()).toEqual(['init', 'runs']);
  expect(desk.sent.map(({ type }) => type)).toEqual(['watch', 'open', 'show']);
});

test('what the page watches goes to the reader, and what the reader sends to the page', () => {
  panel.say({ type: 'ready' });
  const series = [{ run: 's', kind: 'scalars', tag: 'loss' }];
  panel.say({ type: 'watch', series });
  expect(desk.sent.at(-1)).toEqual({ type: 'watch', series });
  panel.news();
  const values = new Float64Array([1]);
  desk.view.say({ type: 'scalars', run: 's', tag: 'loss', keep: 0, steps: values, wallTimes: values, values });
  expect(panel.news()).toEqual(['scalars']);
});

test('runs carry the state of their training, and are sent again only when it changes', () => {
  desk.runs.all = [record({ state: 'running' })];
  panel.say({ type: 'ready' });
  desk.view.say({ type: 'runs', runs: [run] });
  expect(panel.posted.at(-1)).toEqual({ type: 'runs', runs: [{ ...run, state: 'running' }] });
  panel.news();
  desk.runs.all = [record({ state: 'running', step: 10 })];
  desk.runs.changed.fire('r');
  expect(panel.news()).toEqual([]);
  desk.runs.all = [record({ state: 'completed' })];
  desk.runs.changed.fire('r');
  expect(panel.posted.at(-1)).toEqual({ type: 'runs', runs: [{ ...run, state: 'completed' }] });
});

test('a live run is stopped, one that has ended is left alone', async () => {
  desk.runs.all = [record({ id: 'live' })];
  panel.say({ type: 'ready' });
  panel.say({ type: 'stopRun', run: 's/train' });
  await settled();
  expect(desk.stopped).toEqual(['live']);
  desk.runs.all = [record({ id: 'ended', state: 'failed' })];
  panel.say({ type: 'stopRun', run: 's' });
  await settled();
  expect(desk.stopped).toEqual(['live']);
});

test('the graph of a run is that of its folder', async () => {
  panel.say({ type: 'ready' });
  panel.say({ type: 'openGraph', run: 's/train' });
  panel.say({ type: 'openGraph', run: 'unknown' });
  await settled();
  expect(desk.opened).toEqual([{ kind: 'events', folder: '/logs/digits/train' }]);
});

test('a closed panel closes its view', () => {
  panel.dispose();
  expect(desk.view.open).toBe(false);
  expect(desk.runs.changed.listeners.size).toBe(0);
});

test('a panel whose state is not known is closed', () => {
  const broken = new FakePanel();
  createSummariesPanels(desk.host).restore(broken as unknown as WebviewPanel, { source: { sources: 'all' } });
  expect(broken.disposed).toBe(true);
});

test('the document of a panel loads its page by nonce, and no two are the same', async () => {
  const other = new FakePanel();
  createSummariesPanels(desk.host).restore(other as unknown as WebviewPanel, { source: { sources: [source] } });
  const nonce = (html: string) => /script-src 'nonce-([^']+)'/.exec(html)?.[1];
  expect(panel.webview.html).toContain('/dist/webview/summaries.js');
  expect(nonce(panel.webview.html)).toHaveLength(24);
  expect(nonce(panel.webview.html)).not.toBe(nonce(other.webview.html));
});
