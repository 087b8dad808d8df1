import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Host } from '../../../extension/host.ts';
import type { RunRecord } from '../../../extension/runs/run-record.ts';
import type { RunsItem } from '../../../extension/runs/tree/runs-item.ts';
import { RunsTree } from '../../../extension/runs/tree/runs-tree.ts';
import { created, EventEmitter, here, keys, Uri, workspace } from './fake-vscode.ts';
import { aRun, live } from './run-record.ts';

vi.mock('vscode', () => import('./fake-vscode.ts'));

let tree: RunsTree;
let runs: RunRecord[];
let opened: string[];
const changed = new EventEmitter<string | undefined>();

beforeEach(() => {
  here.root = mkdtempSync(join(tmpdir(), 'tensorloom-tree-'));
  here.found = [];
  runs = [];
  opened = [];
  const store = {
    get all() {
      return runs;
    },
    get: (id: string) => runs.find((run) => run.id === id),
    elsewhere: (id: string) => id === 'other',
    onDidChange: changed.event,
  };
  const host = { runs: async () => store, context: { workspaceState: { get: () => opened } } };
  tree = new RunsTree(host as unknown as Host);
});
afterEach(() => {
  tree.dispose();
  rmSync(here.root, { recursive: true, force: true });
});

function write(...path: string[]): string {
  const file = join(here.root, ...path);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, 'x');
  return file;
}

/** Labels, indented by depth, down to `depth`. */
async function shown(depth = 1, parent?: RunsItem, indent = ''): Promise<string[]> {
  const lines: string[] = [];
  if (parent === undefined) await tree.loaded();
  for (const item of await tree.getChildren(parent)) {
    const { label } = await tree.getTreeItem(item);
    lines.push(`${indent}${label}`);
    if (depth > 1) lines.push(...(await shown(depth - 1, item, `${indent}  `)));
  }
  return lines;
}

describe('the rows', () => {
  it('are none in an empty workspace, so that the welcome shows', async () => {
    delete keys['tensorloom.isRunsViewLoaded'];
    expect(await tree.getChildren()).toEqual([]);
    expect(keys['tensorloom.isRunsViewLoaded']).toBeUndefined();
    expect(await shown()).toEqual([]);
    expect(keys['tensorloom.isRunsViewLoaded']).toBe(true);
  });

  it('have the runs at once, and the folders when they are found', async () => {
    runs = [aRun('a')];
    here.found = [join(here.root, 'logs', 'e.tfevents')];
    const news = new Promise((told) => tree.onDidChangeTreeData(told));
    expect(await tree.getChildren()).toHaveLength(1);
    expect(await news).toBeUndefined();
    expect(await tree.getChildren()).toHaveLength(2);
  });

  it('follow event files that appear, without a search for each', async () => {
    await tree.loaded();
    here.found = [join(here.root, 'logs', 'e.tfevents.1')];
    for (const path of here.found) created.fire(new Uri(path));
    const news = new Promise((told) => tree.onDidChangeTreeData(told));
    await news;
    expect(await shown()).toEqual(['logs']);
    const search = vi.spyOn(workspace, 'findFiles');
    created.fire(new Uri(join(here.root, 'logs', 'e.tfevents.2')));
    await new Promise((done) => setTimeout(done, 1800));
    expect(search).not.toHaveBeenCalled();
  });

  it('have live runs first, then past ones by time, then event folders', async () => {
    runs = [aRun('new', { startedAt: 3 }), aRun('old', { startedAt: 1 }), aRun('live', { ...live, startedAt: 2 })];
    here.found = [join(here.root, 'logs', 'a', 'events.tfevents.1')];
    expect(await shown()).toEqual(['digits live', 'digits new', 'digits old', 'Event folders']);
  });

  it('list a folder once: not where a run or an opened folder stands for it', async () => {
    runs = [aRun('a', { logFolder: join(here.root, 'runs', 'a') })];
    opened = [join(here.root, 'logs', 'b')];
    here.found = [
      'runs/a/e.tfevents',
      'runs/a/eval/e.tfevents',
      'runs/ab/e.tfevents',
      'logs/b/e.tfevents',
      'x/t/e.tfevents',
      'x/v/e.tfevents',
    ].map((path) => join(here.root, ...path.split('/')));
    expect(await shown(3)).toEqual(
      expect.arrayContaining(['digits a', 'Event folders', '  b', '  runs/ab', '  x', '    t', '    v']),
    );
    expect((await shown(2)).filter((line) => /eval|logs/.test(line))).toEqual([]);
  });

  it('show what a run left', async () => {
    const logFolder = join(here.root, 'runs', 'a');
    write('runs', 'a', 'events.out.tfevents.1');
    write('runs', 'a', 'm.ckpt.index');
    write('runs', 'a', 'm.ckpt.data-00000-of-00001');
    write('runs', 'a', 'notes.txt');
    runs = [aRun('a', { logFolder, scalars: { Loss: { step: 9, value: 0.25 } } })];
    expect(await shown(3)).toEqual([
      'digits a',
      '  Summaries',
      '  Graph',
      '  Last scalars',
      '    Loss',
      '  Checkpoints',
      '    m.ckpt',
      '  Files',
      '    events.out.tfevents.1',
      '    notes.txt',
    ]);
  });

  it('fit the menus, and are read out with their state', async () => {
    runs = [aRun('live', live), aRun('ended'), aRun('other', live)];
    opened = ['/elsewhere/logs'];
    here.found = [join(here.root, 'logs', 'e.tfevents')];
    await tree.loaded();
    const [a, b, c, heading] = await tree.getChildren();
    const folders = await tree.getChildren(heading);
    const items = await Promise.all([a, b, c, ...folders].map((item) => tree.getTreeItem(item as RunsItem)));
    expect(items.map(({ contextValue }) => contextValue)).toEqual([
      'run.own.live',
      'run.other.busy',
      'run.own.ended',
      'run.opened',
      'run.found.ended',
    ]);
    expect(items.map(({ accessibilityInformation }) => accessibilityInformation?.label)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^digits live, running, step 1,000/),
        expect.stringMatching(/in another window/),
      ]),
    );
    expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
  });

  it('treat names as text', async () => {
    runs = [aRun('a', { name: '[x](command:evil) <img>', fault: '**bold**' })];
    const [row] = await tree.getChildren();
    const { tooltip } = await tree.getTreeItem(row as RunsItem);
    const { value, isTrusted } = tooltip as { value: string; isTrusted?: boolean };
    expect(value).not.toMatch(/(?<!\\)(?:\[x|<img|\*\*bold)/);
    expect(isTrusted).toBeUndefined();
  });

  it('have a command without arguments: those of a row that is refreshed are forgotten', async () => {
    runs = [aRun('a', live)];
    const [row] = await tree.getChildren();
    expect((await tree.getTreeItem(row as RunsItem)).command).toEqual({
      command: 'tensorloom.runs.open',
      title: 'Open Summaries',
    });
  });
});

describe('changes', () => {
  it('refresh the row alone while a run goes on, and everything when it ends', async () => {
    runs = [aRun('a', { ...live, step: 1 }), aRun('b')];
    const [row] = await tree.getChildren();
    const seen: (RunsItem | undefined)[] = [];
    tree.onDidChangeTreeData((item) => seen.push(item));
    for (let step = 2; step < 200; step++) {
      runs = [aRun('a', { ...live, step }), aRun('b')];
      changed.fire('a');
    }
    await vi.waitFor(() => expect(seen.length).toBeGreaterThan(1), { timeout: 3000 });
    expect(seen.length).toBeLessThanOrEqual(3);
    for (const item of seen) expect(item).toBe(row);
    runs = [aRun('a'), aRun('b')];
    changed.fire('a');
    await vi.waitFor(() => expect(seen.at(-1)).toBeUndefined(), { timeout: 3000 });
  });
});
