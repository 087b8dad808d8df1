import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeIdx, encodeIdx, FormatError, gunzipIdx, readIdxFile } from '../../../engine/formats/index.ts';
import { NdArray } from '../../../engine/graph/ndarray.ts';
import { arbitraryArray } from '../arbitrary-array.ts';
import { plain } from '../plain-array.ts';

const labels = Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 3, 7, 2, 1);

test('labels and images of MNIST have magics 2049 and 2051', () => {
  expect(plain(decodeIdx(labels))).toEqual({ dtype: 'uint8', shape: [3], data: Uint8Array.of(7, 2, 1) });
  expect(new DataView(labels.buffer).getUint32(0)).toBe(2049);
  const images = encodeIdx(NdArray.zeros('uint8', [2, 28, 28]));
  expect(new DataView(images.buffer).getUint32(0)).toBe(2051);
  expect(images).toHaveLength(16 + 2 * 28 * 28);
});

test('any array that the format has survives a round trip', () => {
  fc.assert(
    fc.property(arbitraryArray(['uint8', 'int32', 'float32', 'float64']), (array) => {
      expect(plain(decodeIdx(encodeIdx(array)))).toEqual(plain(array));
    }),
  );
  expect(() => encodeIdx(NdArray.zeros('int64', [1]))).toThrow(/cannot hold int64/);
});

describe('a damaged file is a FormatError', () => {
  test.each([
    ['short', labels.subarray(0, 10), /promises 11 bytes, but there are 10/],
    ['long', Uint8Array.of(...labels, 0), /promises 11 bytes, but there are 12/],
    ['mark', Uint8Array.of(1, 0, 8, 1), /mark of an idx/],
    ['type', Uint8Array.of(0, 0, 9, 1, 0, 0, 0, 0), /type 0x9/],
    ['header', Uint8Array.of(0, 0, 8, 3, 0, 0), /more bytes are needed/],
    ['huge', Uint8Array.of(0, 0, 14, 4, ...new Array(16).fill(255)), /impossibly large/],
    ['gzip', gzipSync(labels), /compressed by gzip/],
  ])('%s', (_, bytes, pattern) => {
    expect(() => decodeIdx(bytes)).toThrow(FormatError);
    expect(() => decodeIdx(bytes)).toThrow(pattern);
  });
});

test('files are read compressed or not', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'idx-'));
  try {
    await writeFile(join(folder, 'plain'), labels);
    await writeFile(join(folder, 'gz'), gzipSync(labels));
    for (const name of ['plain', 'gz']) expect([...(await readIdxFile(join(folder, name))).data]).toEqual([7, 2, 1]);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('no more is decompressed than the header promises', async () => {
  const bomb = gzipSync(Buffer.concat([labels, new Uint8Array(50_000_000)]));
  expect(bomb.length).toBeLessThan(100_000);
  await expect(gunzipIdx(bomb, 'labels.gz')).rejects.toThrow(
    /^labels\.gz: the file holds more than its header promises/,
  );
  await expect(gunzipIdx(gzipSync(labels).subarray(0, 25), 'labels.gz')).rejects.toThrow(FormatError);
});
