import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Host } from '../../../extension/host.ts';
import { parseRuns } from '../../../extension/runs/store/record-format.ts';
import { createRunStore } from '../../../extension/runs/store/run-store.ts';
import { aRun, live } from './run-record.ts';

vi.mock('vscode', () => import('./fake-vscode.ts'));

let folder: string;
let warnings: string[];
const stores: { dispose(): void }[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tensorloom-store-'));
  warnings = [];
});
afterEach(() => {
  for (const store of stores.splice(0)) store.dispose();
  rmSync(folder, { recursive: true, force: true });
});

function open(storage: string | undefined = folder) {
  const log = { warn: (message: string) => warnings.push(message), debug() {}, info() {}, error() {} };
  const uri = (path: string | undefined) => (path === undefined ? undefined : { fsPath: path });
  const context = { storageUri: uri(storage), globalStorageUri: uri(folder) };
  const store = createRunStore({ context, log } as unknown as Host);
  stores.push(store);
  return store;
}

const file = () => parseRuns(readFileSync(join(folder, 'runs.json'), 'utf8'));

describe('the store of runs', () => {
  it('gives the next window what this one kept', () => {
    const store = open();
    store.add(aRun('a', { startedAt: Date.now(), name: 'first' }));
    store.dispose();
    expect(open().get('a')).toMatchObject({ name: 'first', state: 'completed' });
  });

  it('writes at once where the state changes, and within a second what else changes', async () => {
    const store = open();
    store.add(aRun('a', { ...live, startedAt: Date.now() }));
    await vi.waitFor(() => expect(file()[0]?.record.state).toBe('running'), { timeout: 700 });
    for (let step = 1; step <= 50; step++) store.update('a', { step });
    await vi.waitFor(() => expect(file()[0]?.record.step).toBe(50), { timeout: 1500 });
    store.update('a', { state: 'failed', fault: 'Shapes differ.', endedAt: Date.now() });
    await vi.waitFor(() => expect(file()[0]?.record.fault).toBe('Shapes differ.'), { timeout: 700 });
  });

  it('tells of one run at most ten times a second, and of the last change for certain', async () => {
    const store = open();
    store.add(aRun('a', { ...live, startedAt: Date.now() }));
    const told: (string | undefined)[] = [];
    let lastStep: number | null = null;
    store.onDidChange((id) => {
      told.push(id);
      lastStep = store.get('a')?.step ?? null;
    });
    const until = Date.now() + 500;
    let step = 0;
    while (Date.now() < until) {
      store.update('a', { step: ++step });
      await new Promise((done) => setTimeout(done, 5));
    }
    await vi.waitFor(() => expect(lastStep).toBe(step));
    expect(told.length).toBeLessThanOrEqual(8);
    expect(new Set(told)).toEqual(new Set(['a']));
  });

  it('shows what another window writes, and removes what it removes', async () => {
    const store = open();
    store.add(aRun('ours', { startedAt: Date.now() }));
    await vi.waitFor(() => expect(file()).toHaveLength(1));
    const theirs = { ...aRun('theirs', { startedAt: Date.now() }), owner: 1 };
    writeFileSync(join(folder, 'runs.json'), JSON.stringify({ version: 1, runs: [theirs] }));
    await vi.waitFor(() => expect(store.all.map(({ id }) => id)).toEqual(['theirs']), { timeout: 5000 });
  });

  it('begins anew with a warning where the file is broken', async () => {
    writeFileSync(join(folder, 'runs.json'), '{"version":1,"ru');
    const store = open();
    expect(store.all).toEqual([]);
    expect(warnings).toEqual([expect.stringContaining('runs.broken.json')]);
    store.add(aRun('a'));
    await vi.waitFor(() => expect(file()).toHaveLength(1));
  });

  it('says once that it cannot write, and goes on', async () => {
    writeFileSync(join(folder, 'taken'), '');
    const store = open(join(folder, 'taken'));
    store.add(aRun('a'));
    await vi.waitFor(() => expect(warnings).toHaveLength(1));
    store.update('a', { state: 'killed' });
    await new Promise((done) => setTimeout(done, 50));
    expect(warnings).toEqual([expect.stringContaining('cannot be written')]);
    expect(store.get('a')?.state).toBe('killed');
  });
});
