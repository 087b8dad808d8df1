// A panel of a model file follows what the language server finds while the file is typed.

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { WebviewPanel } from 'vscode';
import { GraphPanel } from '../../../extension/graph/graph-panel.ts';
import type { LiveGraph } from '../../../language-server/protocol.ts';
import { fakeHost } from '../panels/fake-host.ts';
import { executed, FakePanel, messages, workspace, written } from '../panels/fake-vscode.ts';

vi.mock('vscode', () => import('../panels/fake-vscode.ts'));

const uri = 'file:///model/digits.ts';
const at = (line: number, column = 1) => ({ file: '/model/digits.ts', line, column });

const live = (version: number, ...lines: number[]): LiveGraph => ({
  uri,
  version,
  nodes: lines.map((line) => ({
    name: `n${line}`,
    op: 'Relu',
    inputs: [],
    controlInputs: [],
    device: '',
    outputs: [],
    attributes: [],
    source: at(line),
  })),
  loops: [{ name: 'loop at line 9', nodes: [], source: at(9) }],
  faults: [{ name: 'MatMul', op: 'MatMul', inputs: ['n1'], message: 'Too wide.', source: at(8) }],
  isComplete: false,
});

const settled = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
  messages.splice(0);
  executed.splice(0);
  workspace.isTrusted = true;
});
afterEach(() => {
  vi.useRealTimers();
});

async function open(isRestored = false) {
  const desk = fakeHost();
  const page = new FakePanel();
  const panel = new GraphPanel(
    desk.host,
    page as unknown as WebviewPanel,
    { kind: 'model', uri },
    {
      isRestored,
      onClosed() {},
      onGoTo() {},
    },
  );
  page.say({ type: 'ready' });
  await settled();
  const [followed] = desk.followed;
  if (followed === undefined) throw new Error('The graph is not followed.');
  return { ...desk, page, panel, followed };
}

test.each([false, true])('it shows what is found, running nothing (of an earlier window: %s)', async (isRestored) => {
  const { page, followed, requests } = await open(isRestored);
  expect(followed.uri).toBe(uri);
  followed.follower.onGraph(live(1, 1));
  expect(page.posted.map(({ type }) => type)).toEqual(['init', 'loading', 'graph']);
  expect(requests).toEqual([]);
});

test('what could not be made is a node with its message; loops and the missing end come along', async () => {
  const { page, followed } = await open();
  followed.follower.onGraph(live(1, 1));
  expect(page.posted.at(-1)).toMatchObject({
    type: 'graph',
    graph: {
      nodes: [{ name: 'n1' }, { name: 'MatMul', inputs: ['n1'], outputs: [], fault: 'Too wide.', source: at(8) }],
      loops: [{ name: 'loop at line 9' }],
      isIncomplete: true,
    },
    canRun: true,
  });
});

test('each newer graph is shown, and the newest to a page that is loaded again', async () => {
  const { page, followed } = await open();
  followed.follower.onGraph(live(1, 1));
  page.hide();
  followed.follower.onGraph(live(2, 1, 2));
  page.news();
  page.say({ type: 'ready' });
  await settled();
  expect(page.posted.at(-1)).toMatchObject({ graph: { nodes: [{ name: 'n1' }, { name: 'n2' }, {}] } });
});

test('that there is none is told, and it is there again with the next graph', async () => {
  const { page, followed } = await open();
  followed.follower.onNone('This file builds no graph.', false);
  expect(page.posted.at(-1)).toEqual({ type: 'problem', message: 'This file builds no graph.', canRun: false });
  followed.follower.onNone('The server has stopped.', true);
  expect(page.posted.at(-1)).toMatchObject({ type: 'problem', canRun: true });
  followed.follower.onGraph(live(2, 1));
  page.hide();
  page.news();
  page.say({ type: 'ready' });
  await settled();
  expect(page.news()).toEqual(['init', 'graph']);
});

test('where the workspace is not trusted, running the file is not offered', async () => {
  workspace.isTrusted = false;
  const { page, followed } = await open();
  followed.follower.onGraph(live(1, 1));
  expect(page.posted.at(-1)).toMatchObject({ type: 'graph', canRun: false });
});

test('running the file is a command of its own', async () => {
  const { page } = await open();
  page.say({ type: 'run' });
  expect(executed).toEqual([['tensorloom.runForGraph', uri]]);
});

test('it is asked for again by a person, and when the file is written by another program', async () => {
  const { page, followed } = await open();
  page.say({ type: 'reload' });
  expect(followed.refreshes).toBe(1);
  written.fire(undefined);
  await vi.advanceTimersByTimeAsync(500);
  expect(followed.refreshes).toBe(2);
});

test('a line selects what it made, what could not be made, and the loop that it begins', async () => {
  const { page, panel, followed } = await open();
  followed.follower.onGraph(live(1, 1));
  for (const [line, name] of [
    [1, 'n1'],
    [8, 'MatMul'],
    [9, 'loop at line 9'],
  ] as const) {
    expect(panel.select(at(line))).toBe(true);
    expect(page.posted.at(-1)).toEqual({ type: 'select', name });
  }
});

test('a cursor on a line that is being typed selects what it makes once it makes something', async () => {
  const { page, panel, followed } = await open();
  followed.follower.onGraph(live(1, 1));
  panel.follow(at(2));
  page.news();
  followed.follower.onGraph(live(2, 1));
  expect(page.news()).toEqual(['graph']);
  followed.follower.onGraph(live(3, 1, 2));
  expect(page.news()).toEqual(['graph', 'select']);
  followed.follower.onGraph(live(4, 1, 2));
  expect(page.news()).toEqual(['graph']);
  expect(messages).toEqual([]);
});

test('what is asked for before the first graph is selected when that is there', async () => {
  const { page, panel, followed } = await open();
  expect(panel.selectSoon({ ...at(1), file: '/model/other.ts' })).toBe(false);
  expect(panel.selectSoon(at(1))).toBe(true);
  followed.follower.onGraph(live(1, 1));
  expect(page.news().slice(-2)).toEqual(['graph', 'select']);
});

test('a panel that is closed follows nothing', async () => {
  const { page, followed } = await open();
  page.dispose();
  expect(followed.isOver).toBe(true);
});
