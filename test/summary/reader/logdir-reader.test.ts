import { appendFileSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { create, encodeMessage, SummarySchema } from '../../../engine/formats/index.ts';
import { FileWriter } from '../../../engine/summary/index.ts';
import { follow, LogdirReader, RunReader } from '../../../engine/summary/reader/index.ts';
import { fileOf, recordsOf, scalarEvent, temporaryFolder } from '../event-log.ts';

const a = (step: number) => scalarEvent('a', step, step);
const stepsOf = (run: RunReader | undefined) => run?.data.points('scalars', 'a').map(({ step }) => step);
const name = (seconds: number) => `events.out.tfevents.${seconds}.host`;

describe('a run', () => {
  test('is all event files of a folder, in the order of their names', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, name(1000000002)), fileOf(a(3), a(4)));
    writeFileSync(join(folder, name(1000000001)), fileOf(a(1), a(2)));
    writeFileSync(join(folder, 'model.ckpt.index'), 'no event file');
    const run = new RunReader(folder);
    expect(await run.poll()).toEqual({ events: 6, restarted: false, problems: [] });
    expect(stepsOf(run)).toEqual([1, 2, 3, 4]);
    expect(run.data.firstWallTime).toBe(1);
  });

  test('grows in any of its files, and by new ones', async () => {
    const folder = temporaryFolder();
    const [first, second] = [1000000001, 1000000002].map((seconds) => join(folder, name(seconds)));
    const run = new RunReader(folder);
    expect(await run.poll()).toMatchObject({ events: 0 });
    writeFileSync(first, fileOf(a(1)));
    await run.poll();
    writeFileSync(second, fileOf(a(2)));
    await run.poll();
    appendFileSync(first, recordsOf(a(3)));
    expect(await run.poll()).toMatchObject({ events: 1, restarted: false });
    expect(stepsOf(run)).toEqual([1, 2, 3]);
  });

  test.each([
    ['replaced', (path: string) => writeFileSync(path, fileOf(a(7)))],
    ['deleted', (path: string) => rmSync(path)],
  ])('forgets everything and reads anew when a file is %s', async (what, change) => {
    const folder = temporaryFolder();
    const [first, second] = [1000000001, 1000000002].map((seconds) => join(folder, name(seconds)));
    writeFileSync(first, fileOf(a(1), a(2)));
    writeFileSync(second, fileOf(a(3)));
    const run = new RunReader(folder);
    await run.poll();
    change(first);
    expect(await run.poll()).toMatchObject({ restarted: true });
    expect(stepsOf(run)).toEqual(what === 'replaced' ? [7, 3] : [3]);
    expect(await run.poll()).toMatchObject({ events: 0, restarted: false });
  });

  test('reads on in the other files when one is damaged, and says so once', async () => {
    const folder = temporaryFolder();
    const damaged = fileOf(a(1));
    damaged[0] ^= 1;
    writeFileSync(join(folder, name(1000000001)), damaged);
    writeFileSync(join(folder, name(1000000002)), fileOf(a(2)));
    const run = new RunReader(folder);
    expect((await run.poll()).problems).toMatchObject([{ fatal: true, offset: 0 }]);
    expect(stepsOf(run)).toEqual([2]);
    expect((await run.poll()).problems).toEqual([]);
  });

  test('polls that overlap are one', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, name(1000000001)), fileOf(a(1)));
    const run = new RunReader(folder);
    const [first, second] = await Promise.all([run.poll(), run.poll()]);
    expect(first).toBe(second);
    expect(stepsOf(run)).toEqual([1]);
  });

  test('shows what a writer writes while it writes', async () => {
    const folder = temporaryFolder();
    const run = new RunReader(folder);
    const writer = new FileWriter(folder);
    for (let step = 1; step <= 30; step++) {
      const summary = create(SummarySchema, { value: [{ tag: 'a', value: { case: 'simpleValue', value: step } }] });
      writer.addSummary(encodeMessage(SummarySchema, summary), step);
      if (step % 10 !== 0) continue;
      await writer.flush();
      expect(await run.poll()).toMatchObject({ restarted: false, problems: [] });
      expect(stepsOf(run)).toHaveLength(step);
    }
    await writer.close();
  });
});

describe('a log folder', () => {
  test('has a run for each folder with event files, named by its path', async () => {
    const logdir = temporaryFolder();
    for (const folder of ['', 'b/train', 'b/eval', 'node_modules/x', 'empty'])
      mkdirSync(join(logdir, folder), { recursive: true });
    for (const folder of ['', 'b/train', 'b/eval', 'node_modules/x']) {
      writeFileSync(join(logdir, folder, name(1000000001)), fileOf(a(1)));
    }
    const reader = new LogdirReader(logdir);
    const news = await reader.poll();
    expect([...reader.runs.keys()]).toEqual(['.', 'b/eval', 'b/train']);
    expect([...news.added].sort()).toEqual(['.', 'b/eval', 'b/train']);
    expect(news.runs.size).toBe(3);
  });

  test('runs appear and disappear', async () => {
    const logdir = temporaryFolder();
    const reader = new LogdirReader(join(logdir, 'later'));
    expect(await reader.poll()).toEqual({ added: [], removed: [], runs: new Map() });
    mkdirSync(join(logdir, 'later', 'r'), { recursive: true });
    writeFileSync(join(logdir, 'later', 'r', name(1000000001)), fileOf(a(1)));
    expect(await reader.poll()).toMatchObject({ added: ['r'], removed: [] });
    expect(stepsOf(reader.runs.get('r'))).toEqual([1]);
    expect((await reader.poll()).runs.size).toBe(0);
    rmSync(join(logdir, 'later', 'r'), { recursive: true });
    expect(await reader.poll()).toMatchObject({ added: [], removed: ['r'] });
    expect(reader.runs.size).toBe(0);
  });

  test('links that go in a circle are followed once', async () => {
    const logdir = temporaryFolder();
    mkdirSync(join(logdir, 'r'));
    writeFileSync(join(logdir, 'r', name(1000000001)), fileOf(a(1)));
    symlinkSync(logdir, join(logdir, 'r', 'up'), 'dir');
    const reader = new LogdirReader(logdir);
    await reader.poll();
    expect([...reader.runs.keys()]).toEqual(['r']);
  });
});

describe('following', () => {
  test('polls until it is told to end', async () => {
    const folder = temporaryFolder();
    const path = join(folder, name(1000000001));
    writeFileSync(path, fileOf(a(0)));
    const control = new AbortController();
    const run = new RunReader(folder);
    let step = 0;
    for await (const { events } of follow(run, { intervalMs: 1, signal: control.signal })) {
      expect(events).toBe(step === 0 ? 2 : 1);
      step++;
      if (step === 4) control.abort();
      else appendFileSync(path, recordsOf(a(step)));
    }
    expect(stepsOf(run)).toEqual([0, 1, 2, 3]);
  });

  test('ends while it waits', async () => {
    const control = new AbortController();
    const polls = follow(new RunReader(temporaryFolder()), { intervalMs: 60_000, signal: control.signal });
    await polls.next();
    const next = polls.next();
    control.abort();
    expect((await next).done).toBe(true);
  });
});
