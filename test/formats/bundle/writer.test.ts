import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BundleReader, FormatError, writeBundle } from '../../../engine/formats/index.ts';
import type { DType } from '../../../engine/graph/dtype.ts';
import { NdArray } from '../../../engine/graph/ndarray.ts';
import { arbitraryArray } from '../arbitrary-array.ts';
import { plainEntries } from '../plain-array.ts';
import { UnreliableDisk } from './unreliable-disk.ts';

const prefix = 'run/model.ckpt';

/** A checkpoint whose every element says which version it is. */
function version(value: number): [string, NdArray][] {
  return [
    ['weights', new NdArray('float32', [8], new Float32Array(8).fill(value))],
    ['global_step', new NdArray('int64', [], BigInt64Array.of(BigInt(value)))],
    ['words', new NdArray<DType>('string', [2], [`version ${value}`, ''])],
  ];
}

async function readAll(disk: UnreliableDisk) {
  await using reader = await BundleReader.open(prefix, disk);
  const found: [string, NdArray][] = [];
  for (const key of reader.keys()) found.push([key, await reader.read(key)]);
  return plainEntries(found);
}

test('any tensors survive a round trip, and names of any text', async () => {
  const name = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !text.startsWith('\0'));
  await fc.assert(
    fc.asyncProperty(fc.dictionary(name, arbitraryArray(), { maxKeys: 60 }), async (tensors) => {
      const disk = new UnreliableDisk();
      await writeBundle(prefix, Object.entries(tensors), { fileSystem: disk });
      expect(await readAll(disk)).toEqual(plainEntries(Object.entries(tensors)));
    }),
  );
});

test('thousands of tensors fill more than one block of the index', async () => {
  const disk = new UnreliableDisk();
  const tensors = Array.from({ length: 8000 }, (_, i): [string, NdArray] => {
    return [`layer_${i}/a/rather/long/name/of/a/variable`, new NdArray('int32', [], Int32Array.of(i))];
  });
  await writeBundle(prefix, tensors, { fileSystem: disk });
  await using reader = await BundleReader.open(prefix, disk);
  expect(reader.keys()).toHaveLength(8000);
  expect((await reader.read('layer_4321/a/rather/long/name/of/a/variable')).at(0)).toBe(4321);
});

describe('a second save under the same prefix', () => {
  test('leaves exactly the new files, under another count of shards', async () => {
    const disk = new UnreliableDisk();
    await writeBundle(prefix, version(1), { fileSystem: disk });
    expect(disk.names()).toEqual([`${prefix}.data-00000-of-00001`, `${prefix}.index`]);
    await writeBundle(prefix, version(2), { fileSystem: disk });
    expect(disk.names()).toEqual([`${prefix}.data-00000-of-00002`, `${prefix}.data-00001-of-00002`, `${prefix}.index`]);
    await writeBundle(prefix, version(3), { fileSystem: disk });
    expect(disk.names()).toEqual([`${prefix}.data-00000-of-00001`, `${prefix}.index`]);
    expect(await readAll(disk)).toEqual(plainEntries(version(3)));
  });

  test('leaves other checkpoints of the folder alone', async () => {
    const disk = new UnreliableDisk();
    for (const other of ['run/model.ckpt-1', 'run/model.ckpt2', 'run/model']) {
      await writeBundle(other, version(0), { fileSystem: disk });
    }
    const before = disk.names();
    for (const value of [1, 2, 3]) await writeBundle(prefix, version(value), { fileSystem: disk });
    expect(disk.names()).toEqual(expect.arrayContaining(before));
  });

  for (const [earlier, names] of [
    [1, 'all'],
    [2, 'all'],
    [1, 'none'],
    [2, 'none'],
    [1, 'last'],
    [2, 'last'],
  ] as const) {
    test(`without power at any point leaves the old checkpoint or the new (after ${earlier}, ${names} of the renames kept)`, async () => {
      const outcomes = new Set<string>();
      for (let dieAt = 0; ; dieAt++) {
        const disk = new UnreliableDisk();
        for (let value = 1; value <= earlier; value++) await writeBundle(prefix, version(value), { fileSystem: disk });
        disk.dieAt = disk.operations + dieAt;
        const finished = await writeBundle(prefix, version(9), { fileSystem: disk }).then(
          () => true,
          () => false,
        );
        const afterwards = disk.crash(names);
        const found = await readAll(afterwards);
        const kind = JSON.stringify(found.words.data) === JSON.stringify(['version 9', '']) ? 'new' : 'old';
        expect(found, `killed at operation ${dieAt}`).toEqual(plainEntries(version(kind === 'new' ? 9 : earlier)));
        if (finished) expect(kind).toBe('new');
        outcomes.add(kind);
        // What was left behind hinders no later save, and is swept up by it.
        await writeBundle(prefix, version(10), { fileSystem: afterwards });
        expect(await readAll(afterwards)).toEqual(plainEntries(version(10)));
        expect(afterwards.names().filter((name) => name.includes('.tmp-'))).toEqual([]);
        if (disk.operations < disk.dieAt) break;
      }
      expect(outcomes).toEqual(new Set(['old', 'new']));
    });
  }

  test('on a full disk fails with ENOSPC, keeps the old checkpoint and leaves nothing behind', async () => {
    const disk = new UnreliableDisk();
    await writeBundle(prefix, version(1), { fileSystem: disk });
    const before = disk.names();
    const probe = new UnreliableDisk();
    const { bytes } = await writeBundle(prefix, version(2), { fileSystem: probe });
    for (let space = 0; space <= bytes; space += 7) {
      disk.space = space;
      await expect(writeBundle(prefix, version(2), { fileSystem: disk })).rejects.toMatchObject({ code: 'ENOSPC' });
      expect(disk.names()).toEqual(before);
      expect(await readAll(disk)).toEqual(plainEntries(version(1)));
    }
  });
});

test('a damaged data file is told apart from a sound one, tensor by tensor', async () => {
  const disk = new UnreliableDisk();
  await writeBundle(prefix, version(1), { fileSystem: disk });
  const path = `${prefix}.data-00000-of-00001`;
  const source = await disk.open(path, 'read');
  const content = await source.read(0, await source.size());
  for (let at = 0; at < content.length; at++) {
    const damaged = content.slice();
    damaged[at] ^= 0x10;
    const file = await disk.open(path, 'write');
    await file.write(damaged);
    await expect(readAll(disk), `byte ${at}`).rejects.toThrow(FormatError);
  }
  const short = await disk.open(path, 'write');
  await short.write(content.subarray(0, content.length - 1));
  await expect(readAll(disk)).rejects.toThrow(/are needed, but .* has/);
  await disk.unlink(path);
  await expect(readAll(disk)).rejects.toThrow(/data file .* is missing/);
});

test('values that cannot be had leave the old checkpoint and nothing else', async () => {
  const disk = new UnreliableDisk();
  await writeBundle(prefix, version(1), { fileSystem: disk });
  const before = disk.names();
  async function* failing(): AsyncGenerator<[string, NdArray]> {
    yield version(2)[0];
    throw new Error('the device is gone');
  }
  await expect(writeBundle(prefix, failing(), { fileSystem: disk })).rejects.toThrow('the device is gone');
  expect(disk.names()).toEqual(before);
  expect(await readAll(disk)).toEqual(plainEntries(version(1)));
});

test('names must be given, and once', async () => {
  const disk = new UnreliableDisk();
  const [[, array]] = version(1);
  await expect(writeBundle(prefix, [['', array]], { fileSystem: disk })).rejects.toThrow(RangeError);
  await expect(
    writeBundle(
      prefix,
      [
        ['a', array],
        ['a', array],
      ],
      { fileSystem: disk },
    ),
  ).rejects.toThrow(/named a/);
  expect(disk.names()).toEqual([]);
});

describe('on a real disk', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bundle-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('saves again and again, larger than one piece', async () => {
    const large = new NdArray(
      'float32',
      [3_000_000],
      Float32Array.from({ length: 3_000_000 }, (_, i) => i),
    );
    for (const value of [1, 2, 3]) await writeBundle(join(folder, 'm'), [['large', large], ...version(value)]);
    expect((await readdir(folder)).sort()).toEqual(['m.data-00000-of-00001', 'm.index']);
    await using reader = await BundleReader.open(join(folder, 'm'));
    expect((await reader.read('global_step')).at(0)).toBe(3);
    expect(
      Buffer.compare(Buffer.from((await reader.read('large')).data as unknown as number[]), Buffer.from(large.data)),
    ).toBe(0);
  });

  test("a missing folder is the file system's error", async () => {
    await expect(writeBundle(join(folder, 'absent', 'm'), version(1))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
