import { appendFileSync, mkdirSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileOf, recordsOf, scalarEvent, startEvent, temporaryFolder } from '../../summary/event-log.ts';
import { RecordedView } from './recorded-view.ts';

const steps = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);
const losses = (from: number, to: number, value = 0) =>
  steps(from, to).map((step) => scalarEvent('loss', step, value + step));

function logFolder(runs: Record<string, Record<string, Buffer>>): string {
  const folder = temporaryFolder();
  for (const [run, files] of Object.entries(runs)) {
    mkdirSync(join(folder, run), { recursive: true });
    for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, run, name), bytes);
  }
  return folder;
}

async function watched(folder: string, run = 'a', tag = 'loss'): Promise<RecordedView> {
  const view = new RecordedView();
  await view.open(folder);
  await view.watch(run, 'scalars', tag);
  await view.allRead();
  await view.until(() => view.scalars.has(`${run} ${tag}`));
  return view;
}

const lastScalars = (view: RecordedView) =>
  view.messages
    .flatMap((each) => (each.type === 'page' && each.message.type === 'scalars' ? [each.message] : []))
    .at(-1);

describe('a view of a log folder', () => {
  it('has its folder and those in it as runs, numbers in names by size, with the time of the first event', async () => {
    const folder = logFolder({
      '.': { 'a.tfevents.1': fileOf(...losses(0, 2)) },
      run10: { 'a.tfevents.1': fileOf(...losses(0, 1)) },
      run2: { 'a.tfevents.1': fileOf(...losses(0, 1)) },
      'deep/er': { 'a.tfevents.1': fileOf(...losses(0, 1)) },
      empty: {},
    });
    const view = await watched(folder);
    expect(view.runs).toEqual([
      { id: 'a', name: 'logs', group: '', startTime: 1 },
      { id: 'a/deep/er', name: 'logs/deep/er', group: '', startTime: 1 },
      { id: 'a/run2', name: 'logs/run2', group: '', startTime: 1 },
      { id: 'a/run10', name: 'logs/run10', group: '', startTime: 1 },
    ]);
    expect(view.tags.get('a/run2')).toEqual([{ kind: 'scalars', tag: 'loss', displayName: '', description: '' }]);
    expect([...view.scalars.keys()]).toEqual(['a loss']);
  });

  it('groups runs by source where there are several', async () => {
    const [one, two] = [0, 1].map(() => logFolder({ '.': { 'a.tfevents': fileOf() } }));
    const view = new RecordedView();
    await view.send({
      type: 'open',
      view: 1,
      sources: [
        { id: 'a', folder: one, name: 'first' },
        { id: 'b', folder: two, name: 'second' },
      ],
    });
    await view.until(() => view.runs.length === 2);
    expect(view.runs.map(({ id, group }) => [id, group])).toEqual([
      ['a', 'first'],
      ['b', 'second'],
    ]);
  });

  it('sends what is appended, and only that', async () => {
    const folder = logFolder({ '.': { 'a.tfevents': fileOf(...losses(0, 100)) } });
    const view = await watched(folder);
    expect(view.scalars.get('a loss')?.steps).toEqual(steps(0, 100));
    const before = view.messages.length;
    const record = recordsOf(...losses(100, 103));
    // Cut in the middle of a record, as a reader may find it.
    appendFileSync(join(folder, 'a.tfevents'), record.subarray(0, 50));
    await new Promise((resolve) => setTimeout(resolve, 1300));
    appendFileSync(join(folder, 'a.tfevents'), record.subarray(50));
    await view.until(() => view.scalars.get('a loss')?.steps.length === 103);
    const sent = view.messages.slice(before).flatMap((message) => {
      if (message.type !== 'page' || message.message.type !== 'scalars') return [];
      return [[message.message.keep, ...message.message.steps]];
    });
    expect(sent.flatMap(([, ...steps]) => steps)).toEqual([100, 101, 102]);
    expect(sent[0][0]).toBe(100);
    expect(view.progress?.problems).toEqual([]);
  });

  it('thins a long series, says so, and keeps its spikes', async () => {
    const spike = 3333;
    const events = steps(0, 9000).map((step) => scalarEvent('loss', step, step === spike ? 1e6 : step % 7));
    const view = await watched(logFolder({ '.': { 'a.tfevents': fileOf(...events) } }));
    await view.until(() => view.scalars.get('a loss')?.steps.at(-1) === 8999);
    const { steps: kept, values } = view.scalars.get('a loss')!;
    expect(kept.length).toBeLessThanOrEqual(2000);
    expect(kept[values.indexOf(1e6)]).toBe(spike);
    expect(lastScalars(view)).toMatchObject({ thinned: true });
    const short = await watched(logFolder({ '.': { 'a.tfevents': fileOf(...losses(0, 5)) } }));
    expect(lastScalars(short)).toMatchObject({ thinned: false });
  });

  it('follows a run that writes a thousand points a second about ten times a second, and never more', async () => {
    const folder = logFolder({ '.': { 'a.tfevents': fileOf(...losses(0, 10)) } });
    const view = await watched(folder);
    const before = view.messages.length;
    const begun = performance.now();
    let step = 10;
    while (performance.now() - begun < 4000) {
      appendFileSync(join(folder, 'a.tfevents'), recordsOf(...losses(step, step + 20)));
      step += 20;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const seconds = (performance.now() - begun) / 1000;
    const updates = view.messages
      .slice(before)
      .filter((each) => each.type === 'page' && each.message.type === 'scalars');
    expect(updates.length / seconds).toBeGreaterThan(3);
    expect(updates.length / seconds).toBeLessThanOrEqual(10.5);
    await view.until(() => view.scalars.get('a loss')?.steps.at(-1) === step - 1);
  });

  it('finds runs that begin later', async () => {
    const folder = logFolder({ one: { 'a.tfevents': fileOf(...losses(0, 1)) } });
    const view = await watched(folder, 'a/one');
    mkdirSync(join(folder, 'two'));
    writeFileSync(join(folder, 'two', 'a.tfevents'), fileOf(...losses(0, 2)));
    await view.until(() => view.tags.has('a/two'));
    await view.watch('a/two', 'scalars', 'loss');
    await view.until(() => view.scalars.has('a/two loss'));
    rmSync(join(folder, 'one'), { recursive: true });
    await view.until(() => view.runs.length === 1);
    expect(view.runs[0].id).toBe('a/two');
  });

  it('draws a restart as TensorBoard does: the session that starts at a step makes later points obsolete', async () => {
    const folder = logFolder({
      '.': {
        'a.tfevents.1': fileOf(...losses(0, 10)),
        'a.tfevents.2': fileOf(startEvent(6), ...losses(6, 12, 100)),
      },
    });
    const view = await watched(folder);
    await view.until(() => view.scalars.get('a loss')?.steps.length === 12);
    expect(view.scalars.get('a loss')).toEqual({
      steps: steps(0, 12),
      values: steps(0, 12).map((step) => (step < 6 ? step : 100 + step)),
    });
  });

  it('leaves repeated and backward steps in the order they were written otherwise', async () => {
    const view = await watched(
      logFolder({
        '.': { 'a.tfevents.1': fileOf(...losses(0, 3), ...losses(1, 2)), 'a.tfevents.2': fileOf(...losses(0, 2)) },
      }),
    );
    await view.until(() => view.scalars.get('a loss')?.steps.length === 6);
    expect(view.scalars.get('a loss')?.steps).toEqual([0, 1, 2, 1, 0, 1]);
  });

  it('reads a run anew when a file of it is replaced, cut shorter or deleted', async () => {
    const folder = logFolder({ '.': { 'a.tfevents.1': fileOf(...losses(0, 50)) } });
    const path = join(folder, 'a.tfevents.1');
    const view = await watched(folder);
    const shown = () => view.scalars.get('a loss')?.values.length;
    writeFileSync(`${path}.new`, fileOf(...losses(0, 60, 1000)));
    renameSync(`${path}.new`, path);
    await view.until(() => shown() === 60);
    expect(view.scalars.get('a loss')?.values[0]).toBe(1000);
    truncateSync(path, fileOf(...losses(0, 7, 1000)).length);
    await view.until(() => shown() === 7);
    rmSync(path);
    writeFileSync(join(folder, 'b.tfevents'), fileOf(...losses(0, 3)));
    await view.until(() => shown() === 3);
  });

  it('sends nothing while hidden, and then what changed', async () => {
    const folder = logFolder({ '.': { 'a.tfevents': fileOf(...losses(0, 5)) } });
    const view = await watched(folder);
    await view.send({ type: 'show', view: 1, visible: false });
    await new Promise((resolve) => setTimeout(resolve, 150));
    const before = view.messages.length;
    appendFileSync(join(folder, 'a.tfevents'), recordsOf(...losses(5, 9)));
    await new Promise((resolve) => setTimeout(resolve, 2500));
    expect(view.messages.length).toBe(before);
    await view.send({ type: 'show', view: 1, visible: true });
    await view.until(() => view.scalars.get('a loss')?.steps.length === 9);
    expect(view.messages.slice(before).filter(({ type }) => type === 'runs')).toEqual([]);
  });

  it('sends everything again to a page that begins anew', async () => {
    const folder = logFolder({ '.': { 'a.tfevents': fileOf(...losses(0, 5)) } });
    const view = await watched(folder);
    const before = view.messages.length;
    await view.open(folder);
    await view.until(() => view.messages.length >= before + 4);
    const again = view.messages.slice(before);
    expect(again.map((message) => (message.type === 'page' ? message.message.type : message.type))).toEqual([
      'runs',
      'tags',
      'scalars',
      'progress',
    ]);
    expect(again[2]).toMatchObject({ message: { keep: 0, steps: Float64Array.from(steps(0, 5)) } });
  });

  it('ends with cycles of links, links to nothing, and folders that are no files', async () => {
    const folder = logFolder({ run: { 'a.tfevents': fileOf(...losses(0, 4)) } });
    symlinkSync(folder, join(folder, 'run', 'up'));
    symlinkSync(join(folder, 'nowhere'), join(folder, 'run', 'b.tfevents'));
    mkdirSync(join(folder, 'run', 'c.tfevents'));
    const view = await watched(folder, 'a/run');
    expect(view.runs.map(({ id }) => id)).toEqual(['a/run']);
    // The link to nothing does not make the run be read again and again.
    const before = view.messages.length;
    await new Promise((resolve) => setTimeout(resolve, 2200));
    expect(view.messages.length).toBe(before);
    expect(view.progress?.problems).toEqual([]);
  });
});
