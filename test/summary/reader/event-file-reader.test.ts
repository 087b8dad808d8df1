import { appendFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Event } from '../../../engine/formats/index.ts';
import { EventFileReader, type FileNews, summaryIterator } from '../../../engine/summary/reader/index.ts';
import { fixturePath } from '../../formats/fixture.ts';
import { fileOf, recordsOf, scalarEvent, temporaryFolder } from '../event-log.ts';

const steps = (events: readonly Event[]) => events.map((event) => Number(event.step));
const event = (step: number) => scalarEvent('a', step, step);

/** Everything there is now. */
async function drain(reader: EventFileReader): Promise<FileNews> {
  const all: FileNews[] = [];
  do all.push(await reader.read());
  while (all.at(-1)!.more);
  const last = all.at(-1)!;
  return { ...last, events: all.flatMap(({ events }) => events), problems: all.flatMap(({ problems }) => problems) };
}

describe('a file that grows', () => {
  test('gives each event once, as soon as it is whole', async () => {
    const path = join(temporaryFolder(), 'f');
    const reader = new EventFileReader(path);
    expect((await reader.read()).state).toBe('missing');
    writeFileSync(path, fileOf());
    expect(steps((await drain(reader)).events)).toEqual([0]);
    const record = recordsOf(event(1));
    for (const byte of record.subarray(0, -1)) {
      appendFileSync(path, Uint8Array.of(byte));
      expect(await drain(reader)).toMatchObject({ state: 'grown', events: [], problems: [], more: false });
    }
    appendFileSync(path, record.subarray(-1));
    expect(steps((await drain(reader)).events)).toEqual([1]);
    appendFileSync(path, recordsOf(event(2), event(3)));
    expect(steps((await drain(reader)).events)).toEqual([2, 3]);
    expect(await drain(reader)).toMatchObject({ state: 'grown', events: [] });
  });

  test('reads in pieces of any size', async () => {
    const path = join(temporaryFolder(), 'f');
    const written = Array.from({ length: 50 }, (_, i) => event(i + 1));
    writeFileSync(path, fileOf(...written));
    for (const chunkBytes of [1, 7, 64, 4096]) {
      const news = await drain(new EventFileReader(path, { chunkBytes }));
      expect(steps(news.events)).toEqual(Array.from({ length: 51 }, (_, i) => i));
    }
    const first = await new EventFileReader(path, { chunkBytes: 64 }).read();
    expect([first.events.length, first.more]).toEqual([1, true]);
  });

  test("TensorFlow's own file is read to its end", async () => {
    const news = await drain(new EventFileReader(fixturePath('events/events.out.tfevents.0000000000.fixture')));
    expect(news.problems).toEqual([]);
    expect(news.events).toHaveLength(7);
  });
});

describe('a file that is replaced', () => {
  test.each([
    ['by a shorter one', (path: string) => writeFileSync(path, fileOf(event(9)))],
    ['by being cut', (path: string) => truncateSync(path, fileOf(event(1)).length)],
    [
      'by another of the same name',
      (path: string) => {
        writeFileSync(`${path}.new`, fileOf(event(5), event(6), event(7), event(8)));
        renameSync(`${path}.new`, path);
      },
    ],
    [
      'in place by a longer one that begins differently',
      (path: string) =>
        writeFileSync(path, Buffer.concat([recordsOf(event(7)), fileOf(event(8), event(9), event(10))])),
    ],
  ])('%s is read anew', async (_, replace) => {
    const path = join(temporaryFolder(), 'f');
    writeFileSync(path, fileOf(event(1), event(2)));
    const reader = new EventFileReader(path);
    await drain(reader);
    replace(path);
    expect(await reader.read()).toMatchObject({ state: 'replaced', events: [] });
    expect(await drain(reader)).toEqual(await drain(new EventFileReader(path)));
    expect((await drain(reader)).events).toEqual([]);
  });

  test('comes back after it was missing', async () => {
    const path = join(temporaryFolder(), 'f');
    writeFileSync(path, fileOf(event(1)));
    const reader = new EventFileReader(path);
    await drain(reader);
    rmSync(path);
    expect((await reader.read()).state).toBe('missing');
    writeFileSync(path, fileOf(event(2)));
    const found: number[] = [];
    for (let i = 0; i < 2; i++) found.push(...steps((await drain(reader)).events));
    expect(found).toEqual([0, 2]);
  });
});

describe('damage', () => {
  const three = () => [fileOf(), recordsOf(event(1)), recordsOf(event(2)), recordsOf(event(3))];

  test('in the data of a record loses that record and is reported', async () => {
    const path = join(temporaryFolder(), 'f');
    const parts = three();
    parts[2][16] ^= 1;
    writeFileSync(path, Buffer.concat(parts));
    const news = await drain(new EventFileReader(path));
    expect(steps(news.events)).toEqual([0, 1, 3]);
    expect(news.problems).toMatchObject([{ path, offset: parts[0].length + parts[1].length, fatal: false }]);
    expect(news.problems[0].message).toContain("the checksum of the record's data does not match");
  });

  test('in the length of a record ends the reading and is reported once', async () => {
    const path = join(temporaryFolder(), 'f');
    const parts = three();
    parts[2][0] ^= 1;
    writeFileSync(path, Buffer.concat(parts));
    const reader = new EventFileReader(path);
    const news = await drain(reader);
    expect(steps(news.events)).toEqual([0, 1]);
    expect(news.problems).toMatchObject([{ fatal: true }]);
    expect(news.problems[0].message).toContain('nothing after it can be read');
    expect(reader.stopped).toBe(true);
    appendFileSync(path, recordsOf(event(4)));
    expect(await drain(reader)).toMatchObject({ events: [], problems: [], more: false });
  });

  test('a whole record that is no event is reported', async () => {
    const { encodeRecord } = await import('../../../engine/formats/index.ts');
    const path = join(temporaryFolder(), 'f');
    writeFileSync(path, Buffer.concat([fileOf(), encodeRecord(Uint8Array.of(255, 255)), recordsOf(event(1))]));
    const news = await drain(new EventFileReader(path));
    expect(steps(news.events)).toEqual([0, 1]);
    expect(news.problems[0].message).toContain('not a valid Event');
  });

  test.each([16, 100_000])('a record over the limit is passed over, read %i bytes at a time', async (chunkBytes) => {
    const path = join(temporaryFolder(), 'f');
    const large = scalarEvent('x'.repeat(5000), 2, 2);
    const whole = fileOf(event(1), large, event(3));
    writeFileSync(path, whole.subarray(0, 2000));
    const reader = new EventFileReader(path, { maxRecordBytes: 1000, chunkBytes });
    const early = await drain(reader);
    expect(steps(early.events)).toEqual([0, 1]);
    expect(early.problems).toMatchObject([{ fatal: false }]);
    expect(early.problems[0].message).toContain('more than the limit of 1000; it is left out');
    appendFileSync(path, whole.subarray(2000));
    expect(steps((await drain(reader)).events)).toEqual([3]);
  });

  test('of any bytes neither throws, nor hangs, nor invents steps', async () => {
    const folder = temporaryFolder();
    const intact = fileOf(...Array.from({ length: 20 }, (_, i) => event(i + 1)));
    let number = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(intact.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 }),
        fc.nat(intact.length),
        async (changes, length) => {
          const bytes = Buffer.from(intact.subarray(0, length));
          for (const [at, value] of changes) if (at < length) bytes[at] = value;
          const path = join(folder, String(number++));
          writeFileSync(path, bytes);
          const news = await drain(new EventFileReader(path, { chunkBytes: 100 }));
          rmSync(path);
          const seen = steps(news.events);
          expect(seen).toEqual([...seen].sort((a, b) => a - b));
          expect(seen.every((step) => step >= 0 && step <= 20)).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('summaryIterator', () => {
  test('gives the events of a file and leaves out an unfinished one', async () => {
    const path = join(temporaryFolder(), 'f');
    writeFileSync(path, fileOf(event(1), event(2)).subarray(0, -1));
    const found: Event[] = [];
    for await (const each of summaryIterator(path)) found.push(each);
    expect(steps(found)).toEqual([0, 1]);
  });

  test('throws at damage and without a file', async () => {
    const path = join(temporaryFolder(), 'f');
    await expect(summaryIterator(path).next()).rejects.toThrow('there is no such file');
    const bytes = fileOf(event(1));
    bytes[bytes.length - 1] ^= 1;
    writeFileSync(path, bytes);
    const events = summaryIterator(path);
    await events.next();
    await expect(events.next()).rejects.toThrow('does not match');
  });
});
