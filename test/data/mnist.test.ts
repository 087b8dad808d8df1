import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mnist } from '../../engine/data/index.ts';
import { encodeIdx, FormatError } from '../../engine/formats/index.ts';
import { NdArray } from '../../engine/graph/index.ts';
import { startMirror } from './idx-server.ts';

const names = {
  trainImages: 'train-images-idx3-ubyte',
  trainLabels: 'train-labels-idx1-ubyte',
  testImages: 't10k-images-idx3-ubyte',
  testLabels: 't10k-labels-idx1-ubyte',
} as const;
type Key = keyof typeof names;

/** Sixty training and twenty test images of 2×3 pixels: all pixels of image i are i; its label is i % 10. */
function smallFiles(): Record<Key, Uint8Array> {
  const images = (count: number) =>
    encodeIdx(
      new NdArray(
        'uint8',
        [count, 2, 3],
        Uint8Array.from({ length: count * 6 }, (_, i) => Math.floor(i / 6)),
      ),
    );
  const labels = (count: number) =>
    encodeIdx(
      new NdArray(
        'uint8',
        [count],
        Uint8Array.from({ length: count }, (_, i) => i % 10),
      ),
    );
  return { trainImages: images(60), trainLabels: labels(60), testImages: images(20), testLabels: labels(20) };
}
const small = { validationSize: 10, mirrors: [], onProgress: () => {} };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tensorloom-mnist-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function write(files: Partial<Record<Key, Uint8Array>>, nameOf = (key: Key) => `${names[key]}.gz`) {
  for (const [key, bytes] of Object.entries(files) as [Key, Uint8Array][]) {
    const name = nameOf(key);
    await writeFile(join(folder, name), name.endsWith('.gz') ? gzipSync(bytes) : bytes);
  }
}

describe('files in the folder', () => {
  it('are taken as they are, compressed or not, in either spelling', async () => {
    const files = smallFiles();
    const spelling: Record<Key, string> = {
      trainImages: `${names.trainImages}.gz`,
      trainLabels: names.trainLabels,
      testImages: 't10k-images.idx3-ubyte',
      testLabels: 't10k-labels.idx1-ubyte.gz',
    };
    await write(files, (key) => spelling[key]);
    const { train, validation, test } = await mnist(folder, small);
    expect([train.numExamples, validation.numExamples, test.numExamples]).toEqual([50, 10, 20]);
    expect(validation.images.data[0]).toBe(0);
    expect(train.images.data[0]).toBe(Math.fround(10 / 255));
    expect(train.images.shape).toEqual([50, 6]);
    expect([...test.labels.data]).toEqual(Array.from({ length: 20 }, (_, i) => i % 10));
  });

  it('keep their rows and columns when not reshaped, and their labels as one-hot rows when asked', async () => {
    await write(smallFiles());
    const { train } = await mnist(folder, { ...small, reshape: false, oneHot: true });
    expect(train.images.shape).toEqual([50, 2, 3, 1]);
    expect(train.labels.dtype).toBe('float64');
    expect([...train.labels.data.subarray(0, 10)]).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    const [xs, ys] = train.nextBatch(4);
    expect([xs.shape, ys.shape]).toEqual([
      [4, 2, 3, 1],
      [4, 10],
    ]);
  });

  it('give the same batches under the same seed', async () => {
    await write(smallFiles());
    const [one, two, other] = await Promise.all([1, 1, 2].map((seed) => mnist(folder, { ...small, seed })));
    const batch = one.train.nextBatch(20);
    expect(two.train.nextBatch(20)).toEqual(batch);
    expect(other.train.nextBatch(20)).not.toEqual(batch);
  });

  it('refuse a validation size that does not fit', async () => {
    await write(smallFiles());
    await expect(mnist(folder, { ...small, validationSize: 61 })).rejects.toThrow('from 0 to 60');
    await expect(mnist(folder, { mirrors: [] })).rejects.toThrow('validationSize is 5000');
  });
});

describe('damaged files: one error that names the file and the cure', () => {
  const failure = async (files: Partial<Record<Key, Uint8Array>>, raw?: Partial<Record<Key, Uint8Array>>) => {
    await write({ ...smallFiles(), ...files });
    for (const [key, bytes] of Object.entries(raw ?? {}) as [Key, Uint8Array][]) {
      await writeFile(join(folder, `${names[key]}.gz`), bytes);
    }
    const error = await mnist(folder, small).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(FormatError);
    return (error as FormatError).message;
  };
  const { trainImages, trainLabels } = smallFiles();

  it('cut short inside or outside of the compression, empty, or no idx file', async () => {
    const file = join(folder, `${names.trainImages}.gz`);
    expect(await failure({ trainImages: trainImages.subarray(0, 200) })).toContain(file);
    expect(await failure({}, { trainImages: gzipSync(trainImages).subarray(0, 40) })).toContain(file);
    expect(await failure({}, { trainImages: new Uint8Array(0) })).toContain(file);
    expect(await failure({}, { trainImages: new TextEncoder().encode('<html>Not found</html>') })).toContain(file);
  });

  it('of another kind', async () => {
    expect(await failure({ trainImages: trainLabels })).toContain('expected bytes with 3 dimensions');
    const floats = encodeIdx(NdArray.zeros('float32', [60]));
    expect(await failure({ trainLabels: floats })).toContain('expected bytes with 1 dimension,');
  });

  it('that do not belong together, or have labels that are no digits', async () => {
    const labels = (data: Uint8Array) => encodeIdx(new NdArray('uint8', [data.length], data));
    expect(await failure({ trainLabels: labels(new Uint8Array(59)) })).toContain('there are 59 labels, but 60 images');
    const eleven = new Uint8Array(60);
    eleven[7] = 11;
    expect(await failure({ trainLabels: labels(eleven) })).toContain('label 7 is 11, but the classes are 0 to 9');
  });
});

describe('missing files', () => {
  it('are refused when what the mirror sends is not the published file, with every cure in the message', async () => {
    const served = Object.fromEntries(
      Object.entries(smallFiles()).map(([key, bytes]) => [`${names[key as Key]}.gz`, gzipSync(bytes)]),
    );
    await using server = await startMirror(served);
    const error = await mnist(folder, { mirrors: [server.url], firstWait: 1, attempts: 2, onProgress: () => {} }).then(
      () => new Error('no error'),
      (reason: Error) => reason,
    );
    expect(error.name).toBe('DownloadError');
    expect(error.message).toContain('expected f68b3c2dcbeaaa9fbdd348bbdeb94873');
    expect(error.message).toContain(`put the four files of MNIST (train-images-idx3-ubyte.gz,`);
    expect(error.message).toContain(`into ${folder}; tf.data.digits() needs no download.`);
    expect(await readdir(folder)).toEqual([]);
  });

  it('say what to do when there is no network', async () => {
    const gone = await startMirror({});
    await gone[Symbol.asyncDispose]();
    await expect(
      mnist(join(folder, 'new'), { mirrors: [gone.url, gone.url], firstWait: 1, onProgress: () => {} }),
    ).rejects.toThrow(
      /^Could not download train-images-idx3-ubyte\.gz: .*refused the connection.*\. Connect to the network, or put/,
    );
  });
});

const published = join(import.meta.dirname, '../../../shared/data/mnist');
const absent = !existsSync(join(published, `${names.testImages}.gz`));
if (absent) console.log(`Skipped: the real MNIST is not in ${published}.`);

describe.skipIf(absent)('the real MNIST', () => {
  it('has 55,000, 5,000 and 10,000 digits of 784 pixels, and the mean of the published ones', async () => {
    const { train, validation, test } = await mnist(published, { oneHot: true, seed: 1 });
    expect([train.numExamples, validation.numExamples, test.numExamples]).toEqual([55_000, 5_000, 10_000]);
    expect(test.images.shape).toEqual([10_000, 784]);
    expect(test.labels.shape).toEqual([10_000, 10]);
    const firstLabels = Array.from({ length: 10 }, (_, i) => test.labels.data.indexOf(1, i * 10) - i * 10);
    expect(firstLabels).toEqual([7, 2, 1, 0, 4, 1, 4, 9, 5, 9]);
    let sum = 0;
    for (const { images } of [train, validation]) for (const value of images.data) sum += value;
    expect(sum / (60_000 * 784)).toBeCloseTo(0.13066, 5);
    const [xs, ys] = train.nextBatch(100);
    expect([xs.dtype, xs.shape, ys.dtype, ys.shape]).toEqual(['float32', [100, 784], 'float64', [100, 10]]);
  });

  it('is downloaded file by file where it is missing, and then read from the folder', async () => {
    const files = await Promise.all(
      [names.trainLabels, names.testImages, names.testLabels].map(
        async (name) => [`${name}.gz`, await readFile(join(published, `${name}.gz`))] as const,
      ),
    );
    // The training images here have an order of their own, so their checksum is not the published one: they are put there.
    await writeFile(
      join(folder, names.trainImages),
      gunzipSync(await readFile(join(published, `${names.trainImages}.gz`))),
    );
    await using server = await startMirror(Object.fromEntries(files));
    const told = new Set<string>();
    const options = { mirrors: [server.url], onProgress: ({ file }: { file: string }) => told.add(file) };
    const { test } = await mnist(folder, options);
    expect(test.numExamples).toBe(10_000);
    expect([...told]).toEqual(files.map(([name]) => name));
    expect(server.requests).toHaveLength(3);
    const kept = await readFile(join(folder, `${names.testImages}.gz`));
    expect(createHash('md5').update(kept).digest('hex')).toBe('9fb629c4189551a2d022fa330f9573f3');
    await mnist(folder, { mirrors: [] });
    expect(server.requests).toHaveLength(3);
  });
});
