import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { graphOfCheckpoint, mostFiles, runFiles } from '../../../extension/runs/tree/run-files.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tensorloom-files-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, bytes = 1): string {
  const whole = join(folder, path);
  mkdirSync(join(whole, '..'), { recursive: true });
  writeFileSync(whole, 'x'.repeat(bytes));
  return whole;
}

it('tells event files, checkpoints and others apart, below the folder too', async () => {
  write('log/events.out.tfevents.1');
  write('log/eval/events.out.tfevents.2');
  write('log/model.ckpt-10.index', 5);
  write('log/model.ckpt-10.meta', 7);
  write('log/model.ckpt-10.data-00000-of-00001', 30);
  write('log/checkpoint');
  write('log/notes.txt');
  const { events, checkpoints, others, cut } = await runFiles(join(folder, 'log'));
  expect(events.map(({ path }) => basename(path)).sort()).toEqual(['events.out.tfevents.1', 'events.out.tfevents.2']);
  expect(checkpoints).toMatchObject([{ prefix: join(folder, 'log/model.ckpt-10'), bytes: 42 }]);
  expect(checkpoints[0]?.files).toHaveLength(3);
  expect(graphOfCheckpoint(checkpoints[0]!)).toBe(join(folder, 'log/model.ckpt-10.meta'));
  expect(others.map(({ path }) => basename(path)).sort()).toEqual(['checkpoint', 'notes.txt']);
  expect(cut).toBe(false);
});

it('finds the checkpoints that the run saved elsewhere', async () => {
  write('checkpoints/digits.ckpt.index', 5);
  write('checkpoints/digits.ckpt.data-00000-of-00001', 10);
  write('checkpoints/digits.ckpt2.index', 5);
  const { checkpoints } = await runFiles(join(folder, 'log'), [join(folder, 'checkpoints/digits.ckpt')]);
  expect(checkpoints).toMatchObject([{ prefix: join(folder, 'checkpoints/digits.ckpt'), bytes: 15 }]);
  expect(graphOfCheckpoint(checkpoints[0]!)).toBeUndefined();
});

it('is empty where there is no folder, and follows no links', async () => {
  expect(await runFiles(join(folder, 'none'))).toEqual({ events: [], checkpoints: [], others: [], cut: false });
  mkdirSync(join(folder, 'log'));
  symlinkSync(folder, join(folder, 'log/up'), 'junction');
  expect(await runFiles(join(folder, 'log'))).toMatchObject({ events: [], others: [] });
});

it('says that there is more where it does not look: links, and what lies too deep', async () => {
  write('log/events.out.tfevents.1');
  write('data');
  symlinkSync(join(folder, 'data'), join(folder, 'log/data'));
  expect((await runFiles(join(folder, 'log'))).cut).toBe(true);
  write('deep/a/b/c/d/e/thesis.tex');
  expect(await runFiles(join(folder, 'deep'))).toMatchObject({ others: [], cut: true });
});

it('lists a bounded number of files, and says that there are more', async () => {
  for (let i = 0; i < mostFiles + 20; i++) write(`log/f${i}`);
  const { others, cut } = await runFiles(join(folder, 'log'));
  expect([others.length, cut]).toEqual([mostFiles, true]);
});
