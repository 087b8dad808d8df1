import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  create,
  type Event,
  EventSchema,
  encodeEvent,
  maskedCrc32c,
  versionEvent,
} from '../../../engine/formats/index.ts';
import { boundedName } from '../../../extension/reader/bounded-name.ts';
import { Budget } from '../../../extension/reader/budget.ts';
import { RunFollower } from '../../../extension/reader/run-follower.ts';
import { RunStore } from '../../../extension/reader/run-store.ts';
import { SampleSeries } from '../../../extension/reader/sample-series.ts';
import { limits } from '../../../webview/protocol.ts';
import { fileOf, recordsOf, scalarEvent, temporaryFolder } from '../../summary/event-log.ts';
import { RecordedView } from './recorded-view.ts';

async function viewOf(bytes: Uint8Array, ...tags: string[]): Promise<RecordedView> {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'a.tfevents'), bytes);
  const view = new RecordedView();
  await view.open(folder);
  await view.watch('a', 'scalars', ...tags);
  await view.allRead();
  return view;
}

const losses = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => scalarEvent('loss', from + i, from + i));
const stepsOf = (view: RecordedView) => view.scalars.get('a loss')?.steps;

function header(length: bigint): Buffer {
  const bytes = Buffer.from(encodeEvent(versionEvent(0)));
  bytes.writeBigUInt64LE(length);
  return bytes;
}

describe('a damaged file', () => {
  it('is read up to a record that is not whole, without a word', async () => {
    const whole = fileOf(...losses(0, 20));
    for (const cut of [1, 11, 30]) {
      const view = await viewOf(whole.subarray(0, whole.length - cut), 'loss');
      await view.until(() => stepsOf(view)?.length === 19);
      expect(view.progress?.problems).toEqual([]);
    }
  });

  it('loses one record whose data is damaged, and says which', async () => {
    const [before, damaged, after] = [fileOf(...losses(0, 5)), recordsOf(...losses(5, 6)), recordsOf(...losses(6, 9))];
    damaged[20] ^= 0xff;
    const view = await viewOf(Buffer.concat([before, damaged, after]), 'loss');
    await view.until(() => stepsOf(view)?.length === 8);
    expect(stepsOf(view)).toEqual([0, 1, 2, 3, 4, 6, 7, 8]);
    expect(view.progress?.problems).toEqual([
      expect.stringMatching(
        new RegExp(
          `a\\.tfevents, record at byte ${before.length}: the checksum of the record's data does not match; the record is left out\\.$`,
        ),
      ),
    ]);
  });

  it('ends where a length is damaged, as nothing after it can be found', async () => {
    const [before, damaged] = [fileOf(...losses(0, 5)), recordsOf(...losses(5, 9))];
    damaged[9] ^= 1;
    const view = await viewOf(Buffer.concat([before, damaged]), 'loss');
    await view.until(() => stepsOf(view)?.length === 5);
    expect(view.progress?.problems).toEqual([
      expect.stringMatching(`byte ${before.length}: .*nothing after it can be read\\.$`),
    ]);
    expect(view.progress?.bytes).toBe(view.progress?.total);
  });

  it('that claims absurd lengths is one problem', async () => {
    for (const length of [2n ** 63n, 2n ** 40n, 300n * 2n ** 20n]) {
      // A length with its right checksum, as only malice makes it.
      const claim = header(length);
      claim.writeUInt32LE(maskedCrc32c(claim, 0, 8), 8);
      const view = await viewOf(Buffer.concat([fileOf(...losses(0, 5)), claim]), 'loss');
      await view.until(() => stepsOf(view)?.length === 5);
      expect(view.progress?.problems).toEqual([
        expect.stringMatching(/the record claims \d\S* bytes, more than the limit of 268435456/),
      ]);
    }
  });

  it('that is none at all is one problem', async () => {
    const view = await viewOf(Buffer.from('<html>'.repeat(1000)), 'loss');
    expect(view.progress?.problems).toHaveLength(1);
    expect(view.tags.get('a')).toEqual([]);
  });

  it('has few problems listed, however many there are', async () => {
    const damaged = losses(0, 500).map((event) => {
      const record = recordsOf(event);
      record[record.length - 1] ^= 1;
      return record;
    });
    const bytes = Buffer.concat([fileOf(), ...damaged]);
    const view = await viewOf(bytes, 'loss');
    expect(view.progress?.problems.length).toBeLessThan(20);
    expect(view.progress?.problems.at(-1)).toMatch(/: 490 more records are damaged\.$/);
  });
});

describe('a hostile file', () => {
  it('of a million tags is shown as far as a page can, and the rest is said to be left out', async () => {
    const value = Array.from({ length: 1_000_000 }, (_, i) => ({
      tag: `t${i}`,
      value: { case: 'simpleValue', value: i } as const,
    }));
    const event = create(EventSchema, { wallTime: 1, what: { case: 'summary', value: { value } } }) as Event;
    const begun = performance.now();
    const view = await viewOf(fileOf(event, scalarEvent('t5', 1, 1), scalarEvent('late', 1, 1)), 't5', 'late');
    await view.until(() => view.scalars.get('a t5')?.steps.length === 2);
    expect(performance.now() - begun).toBeLessThan(30_000);
    expect(view.tags.get('a')).toHaveLength(limits.tags);
    expect(view.progress?.problems).toEqual([expect.stringMatching(/more tags than can be shown/)]);
  });

  it('with names of megabytes has them cut, and still told apart', async () => {
    const [one, two] = ['a', 'b'].map((last) => `<img src=x onerror=alert(1)>${'😀'.repeat(500_000)}${last}`);
    const view = await viewOf(fileOf(scalarEvent(one, 1, 1), scalarEvent(two, 1, 2), scalarEvent(one, 2, 3)));
    await view.until(() => view.tags.get('a')?.length === 2);
    const [first, second] = view.tags.get('a')!.map(({ tag }) => tag);
    expect(first).toBe(boundedName(one));
    expect(second).toBe(boundedName(two));
    for (const tag of [first, second]) {
      expect(tag.length).toBeLessThanOrEqual(limits.name);
      expect(tag.isWellFormed()).toBe(true);
    }
    await view.watch('a', 'scalars', first);
    await view.until(() => view.scalars.get(`a ${first}`)?.values.length === 2);
  });

  it('with times and steps that are none has points that can be drawn', async () => {
    const events = [Number.NaN, Number.POSITIVE_INFINITY, 5].map((wallTime, i) =>
      scalarEvent('loss', i, Number.NaN, wallTime),
    );
    const far = create(EventSchema, { ...scalarEvent('loss', 0, 1), step: 2n ** 63n - 1n });
    const view = await viewOf(fileOf(...events, far), 'loss');
    await view.until(() => stepsOf(view)?.length === 4);
    const scalars = view.messages.flatMap((each) =>
      each.type === 'page' && each.message.type === 'scalars' ? [each.message] : [],
    );
    expect(scalars.flatMap(({ wallTimes }) => [...wallTimes]).every(Number.isFinite)).toBe(true);
    expect(stepsOf(view)?.every(Number.isFinite)).toBe(true);
  });
});

describe('the budget', () => {
  it('keeps fewer points a series when there are many, at most 100 MB of them', () => {
    const budget = new Budget();
    const series = Array.from({ length: 1000 }, () => budget.addSeries()!);
    expect(budget.capacity).toBe(limits.scalarPoints);
    while (series.length < 20_000) series.push(budget.addSeries()!);
    expect(budget.capacity).toBeGreaterThanOrEqual(150);
    expect(budget.capacity * series.length * 25).toBeLessThanOrEqual(100e6);
    for (const each of series) expect(each.capacity).toBe(budget.capacity);
    for (const each of series.splice(900)) budget.removeSeries(each);
    for (const each of series) expect(each.capacity).toBe(limits.scalarPoints);
    for (const each of series) budget.removeSeries(each);
    expect(budget.capacity).toBe(limits.scalarPoints);
  });

  it('refuses series beyond a hundred thousand', () => {
    const budget = new Budget();
    for (let i = 0; i < 100_000; i++) budget.addSeries();
    expect(budget.addSeries()).toBeNull();
  });

  it('keeps fewer samples a tag as they grow, and gets its memory back', () => {
    const budget = new Budget();
    const sizeOf = () => 2 ** 20;
    const holders = Array.from(
      { length: 10 },
      () => new SampleSeries<{ step: number; wallTime: number }>(budget, 500, sizeOf),
    );
    for (let step = 0; step < 300; step++) for (const holder of holders) holder.add({ step, wallTime: 0 });
    expect(budget.sampleBytes).toBeLessThanOrEqual(128 * 2 ** 20);
    expect(budget.sampleBytes).toBe(holders.reduce((sum, { bytes }) => sum + bytes, 0));
    for (const { points } of holders) {
      expect(points.length).toBeGreaterThanOrEqual(4);
      expect(points.at(-1)?.step).toBe(299);
    }
    for (const holder of holders) budget.removeHolder(holder);
    expect(budget.sampleBytes).toBe(0);
    expect(budget.samples).toBe(limits.histogramPoints);
  });

  it('is not used for a run that is let go of while it is read', async () => {
    const budget = new Budget();
    const path = join(temporaryFolder(), 'a.tfevents');
    writeFileSync(path, fileOf(...Array.from({ length: 100 }, (_, i) => scalarEvent(`t${i}`, 1, 1))));
    const follower = new RunFollower(dirname(path), budget);
    await follower.look();
    let added = 0;
    budget.addSeries = () => {
      added++;
      return null;
    };
    const read = follower.slice(new Uint8Array(2 ** 16));
    follower.dispose();
    await read;
    expect(added).toBe(0);
  });

  it('is given back what a run had', () => {
    const budget = new Budget();
    const store = new RunStore(budget);
    store.add(versionEvent(1));
    for (let i = 0; i < 50; i++) store.add(scalarEvent(`t${i}`, 1, 1));
    store.dispose();
    expect(budget.addSeries()?.capacity).toBe(limits.scalarPoints);
    expect(budget.sampleBytes).toBe(0);
  });
});
