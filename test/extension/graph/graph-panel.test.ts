import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { WebviewPanel } from 'vscode';
import { GraphPanel } from '../../../extension/graph/graph-panel.ts';
import type { GraphSource } from '../../../extension/host.ts';
import type { GraphData } from '../../../webview/protocol.ts';
import { fakeHost, record } from '../panels/fake-host.ts';
import { CancellationError, FakePanel, messages, saved, Uri, workspace } from '../panels/fake-vscode.ts';

vi.mock('vscode', () => import('../panels/fake-vscode.ts'));

const model: GraphSource = { kind: 'run', path: '/model/digits.ts' };
const events: GraphSource = { kind: 'events', folder: '/logs/digits' };
const place = { file: '/model/digits.ts', line: 4, column: 3 };

const graph: GraphData = {
  nodes: [
    {
      name: 'MatMul',
      op: 'MatMul',
      inputs: [],
      controlInputs: [],
      device: '',
      outputs: [],
      attributes: [],
      source: { file: '/model/digits.ts', line: 4, column: 1 },
    },
  ],
  traces: [],
};

const settled = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
  messages.splice(0);
  workspace.isTrusted = true;
});
afterEach(() => {
  vi.useRealTimers();
});

async function open(source: GraphSource, records = [] as ReturnType<typeof record>[], isRestored = false) {
  const desk = fakeHost();
  desk.runs.all = records;
  const page = new FakePanel();
  const panel = new GraphPanel(desk.host, page as unknown as WebviewPanel, source, {
    isRestored,
    onClosed() {},
    onGoTo() {},
  });
  await settled();
  return { ...desk, page, panel };
}

test('a page that is ready learns what it shows before it gets the graph', async () => {
  const { page, requests } = await open(model);
  page.say({ type: 'ready' });
  requests[0]?.resolve(graph);
  await settled();
  expect(page.posted[0]).toEqual({ type: 'init', source: model, title: 'Graph by running: digits.ts' });
  expect(page.posted[1]).toEqual({ type: 'loading', message: 'Building the graph of digits.ts…' });
  expect(page.posted[2]).toMatchObject({ type: 'graph', graph });
});

test('a page that is loaded again gets the graph without another reading', async () => {
  const { page, requests } = await open(model);
  page.say({ type: 'ready' });
  requests[0]?.resolve(graph);
  await settled();
  page.hide();
  page.news();
  page.say({ type: 'ready' });
  await settled();
  expect(page.news()).toEqual(['init', 'graph']);
  expect(requests).toHaveLength(1);
});

test('a graph of a run is titled by the run', async () => {
  const { page } = await open(events, [record({ name: 'digits 12:30', state: 'completed' })]);
  page.say({ type: 'ready' });
  await settled();
  expect(page.posted[0]).toMatchObject({ type: 'init', title: 'Graph: digits 12:30' });
  expect(page.title).toBe('Graph: digits 12:30');
});

test('what cannot be read says why, and is read again when asked', async () => {
  const { page, requests } = await open(events);
  page.say({ type: 'ready' });
  await settled();
  requests[0]?.reject(new Error('There is no graph in /logs/digits.'));
  await settled();
  expect(page.posted.at(-1)).toMatchObject({ type: 'problem', message: 'There is no graph in /logs/digits.' });
  page.say({ type: 'reload' });
  await settled();
  expect(requests).toHaveLength(2);
  requests[1]?.resolve(graph);
  await settled();
  expect(page.posted.at(-1)).toMatchObject({ type: 'graph', graph });
});

test('while its run is live, a graph is waited for, ever more patiently', async () => {
  const { page, requests } = await open(events, [record({})]);
  page.say({ type: 'ready' });
  await settled();
  for (let each = 0; each < 12; each += 1) {
    requests.at(-1)?.reject(new Error('no graph'));
    await vi.advanceTimersByTimeAsync(5000);
  }
  expect(requests).toHaveLength(13);
  expect(page.news()).toEqual(['init', 'loading', 'loading']);
  requests.at(-1)?.reject(new Error('no graph'));
  await vi.advanceTimersByTimeAsync(4900);
  expect(requests).toHaveLength(13);
  await vi.advanceTimersByTimeAsync(200);
  requests.at(-1)?.resolve(graph);
  await settled();
  expect(page.news()).toEqual(['graph']);
});

test('a run that ends without a graph is a problem', async () => {
  const { page, runs, requests } = await open(events, [record({})]);
  page.say({ type: 'ready' });
  requests[0]?.reject(new Error('no graph'));
  await settled();
  runs.all = [record({ state: 'failed' })];
  await vi.advanceTimersByTimeAsync(500);
  requests[1]?.reject(new Error('no graph'));
  await settled();
  expect(page.posted.at(-1)).toMatchObject({ type: 'problem', message: 'no graph' });
});

test('a run that has ended is read once more, quietly', async () => {
  const { page, runs, requests } = await open(events, [record({})]);
  page.say({ type: 'ready' });
  requests[0]?.resolve(graph);
  await settled();
  page.news();
  runs.all = [record({ state: 'completed' })];
  runs.changed.fire('r');
  await vi.advanceTimersByTimeAsync(500);
  expect(requests).toHaveLength(2);
  expect(page.news()).toEqual([]);
  requests[1]?.resolve(graph);
  await settled();
  expect(page.news()).toEqual(['graph']);
});

test('a model that was saved is outdated, and built again when it is shown again', async () => {
  const { page, panel, requests } = await open(model);
  requests[0]?.resolve(graph);
  await settled();
  saved.fire({ uri: new Uri('/model/other.ts') });
  expect(page.title).toBe('Graph by running: digits.ts');
  saved.fire({ uri: new Uri('/model/digits.ts') });
  expect(page.title).toBe('Graph by running: digits.ts (outdated)');
  expect(requests).toHaveLength(1);
  panel.reveal(false);
  await settled();
  expect(requests).toHaveLength(2);
  expect(page.title).toBe('Graph by running: digits.ts');
});

test('a model is not run because a window opens, only when asked', async () => {
  const { page, panel, requests } = await open(model, [], true);
  page.say({ type: 'ready' });
  await settled();
  expect(requests).toHaveLength(0);
  expect(page.posted.at(-1)).toMatchObject({ type: 'problem', message: expect.stringContaining('press Reload') });
  expect(page.title).toBe('Graph by running: digits.ts (not built)');
  panel.reveal(false);
  await settled();
  requests[0]?.resolve(graph);
  await settled();
  expect(page.posted.at(-1)).toMatchObject({ type: 'graph', graph });
  expect(page.title).toBe('Graph by running: digits.ts');
});

test('a graph of an earlier window that is only read comes by itself', async () => {
  const { requests } = await open(events, [], true);
  expect(requests).toHaveLength(1);
});

test('a model is not run where the workspace is not trusted', async () => {
  workspace.isTrusted = false;
  const { page, requests } = await open(model);
  page.say({ type: 'ready' });
  await settled();
  expect(requests).toHaveLength(0);
  expect(page.posted.at(-1)).toMatchObject({ type: 'problem', message: expect.stringContaining('trust') });
});

test('a canceled build says so', async () => {
  const { page, requests } = await open(model);
  page.say({ type: 'ready' });
  requests[0]?.reject(new CancellationError());
  await settled();
  expect(page.posted.at(-1)).toMatchObject({ type: 'problem', message: expect.stringContaining('canceled') });
});

test('a line selects its node; one that made nothing does not', async () => {
  const { page, panel, requests } = await open(model);
  page.say({ type: 'ready' });
  requests[0]?.resolve(graph);
  await settled();
  expect(panel.select(place)).toBe(true);
  expect(page.posted.at(-1)).toEqual({ type: 'select', name: 'MatMul' });
  expect(panel.select({ ...place, line: 5 })).toBe(false);
  expect(panel.selectSoon({ ...place, line: 5 })).toBe(false);
});

test('what is asked for while the graph is built is selected when it is there', async () => {
  const { page, panel, requests } = await open(model);
  page.say({ type: 'ready' });
  expect(panel.selectSoon({ ...place, file: '/model/other.ts' })).toBe(false);
  expect(panel.selectSoon(place)).toBe(true);
  requests[0]?.resolve(graph);
  await settled();
  expect(page.news().slice(-2)).toEqual(['graph', 'select']);
  expect(messages).toEqual([]);
});

test('if the line made nothing after all, the user is told', async () => {
  const { panel, requests } = await open(model);
  panel.selectSoon({ ...place, line: 90 });
  requests[0]?.resolve(graph);
  await settled();
  expect(messages).toEqual(['This line made nothing in the graph.']);
});

test('a selection waits for a page that is being loaded', async () => {
  const { page, panel, requests } = await open(model);
  requests[0]?.resolve(graph);
  await settled();
  expect(panel.select(place)).toBe(true);
  page.say({ type: 'ready' });
  await settled();
  expect(page.news()).toEqual(['init', 'graph', 'select']);
});

test('closing ends the reading and the waiting', async () => {
  const { page, requests } = await open(events, [record({})]);
  page.dispose();
  expect(requests[0]?.token.isCancellationRequested).toBe(true);
  requests[0]?.reject(new Error('no graph'));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(requests).toHaveLength(1);
});
