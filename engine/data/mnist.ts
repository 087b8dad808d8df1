/**
 * MNIST (LeCun, Cortes and Burges) from idx files in a folder, downloaded into it where they are missing. The split
 * and the batches are those of TensorFlow 1's tutorial reader.
 */

import { access, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { FormatError, readIdxFile } from '../formats/index.ts';
import { NdArray, runDefaults } from '../graph/index.ts';
import { type DownloadOptions, download } from './download.ts';
import { DownloadError } from './download-error.ts';
import { downloadLine } from './download-line.ts';
import { LabelledImages, type LabelledSplits, type Labels, oneHotLabels } from './labelled-images.ts';
import { freshSeed, Random } from './random.ts';

export interface MnistOptions extends DownloadOptions {
  /** Labels as rows of ten numbers (float64) instead of class numbers (uint8). Default false. */
  readonly oneHot?: boolean;
  /** Images as rows of 784 numbers instead of [28, 28, 1]. Default true. */
  readonly reshape?: boolean;
  /** How many of the training images, from the first, are set aside for validation. Default 5,000. */
  readonly validationSize?: number;
  /** Fixes the order of batches. Default: the seed the run was started with (`--seed`), else another one each time. */
  readonly seed?: number;
  /** Where missing files are fetched, as URLs of folders, tried in this order. */
  readonly mirrors?: readonly string[];
}

interface PublishedFile {
  readonly name: string;
  /** Of the published, compressed file; checked in what is downloaded, never in what was in the folder before. */
  readonly md5: string;
}

const published = {
  trainImages: { name: 'train-images-idx3-ubyte', md5: 'f68b3c2dcbeaaa9fbdd348bbdeb94873' },
  trainLabels: { name: 'train-labels-idx1-ubyte', md5: 'd53e105ee54ea40749a09fcbcd1e9432' },
  testImages: { name: 't10k-images-idx3-ubyte', md5: '9fb629c4189551a2d022fa330f9573f3' },
  testLabels: { name: 't10k-labels-idx1-ubyte', md5: 'ec29112dd5afa0611ce80d1b7f02629c' },
} as const satisfies Record<string, PublishedFile>;

const publicMirrors = [
  'https://storage.googleapis.com/cvdf-datasets/mnist/',
  'https://ossci-datasets.s3.amazonaws.com/mnist/',
];

const CLASSES = 10;

/**
 * Reads the four files in `folder`, compressed (`.gz`) or not, and downloads those that are missing. 60,000 training
 * images are split into 55,000 and 5,000 for validation; the 10,000 test images stay apart. Pixels are float32 in
 * 0…1.
 *
 * @throws DownloadError when a file is missing and no mirror delivers it; FormatError when a file is damaged or the
 * files do not belong together; RangeError when validationSize does not fit.
 */
export function mnist(
  folder: string,
  options: MnistOptions & { readonly oneHot: true },
): Promise<LabelledSplits<NdArray<'float64'>>>;
export function mnist(
  folder: string,
  options?: MnistOptions & { readonly oneHot?: false },
): Promise<LabelledSplits<NdArray<'uint8'>>>;
export function mnist(folder: string, options?: MnistOptions): Promise<LabelledSplits>;
export async function mnist(folder: string, options: MnistOptions = {}): Promise<LabelledSplits> {
  const { oneHot = false, reshape = true, validationSize = 5_000, seed = runDefaults().seed ?? freshSeed() } = options;
  const paths = await findOrDownload(folder, options);
  const training = await readPair(paths.trainImages, paths.trainLabels);
  const testing = await readPair(paths.testImages, paths.testLabels);

  const trainingCount = training.numbers.length;
  if (!Number.isInteger(validationSize) || validationSize < 0 || validationSize > trainingCount) {
    throw new RangeError(
      `tf.data.mnist: validationSize is ${validationSize}; it must be a whole number from 0 to ${trainingCount}, the number of training images.`,
    );
  }
  const split = (pair: LabelledBytes, from: number, to: number, stream: number): LabelledImages => {
    const [, rows, columns] = pair.images.shape;
    const rest = reshape ? [rows * columns] : [rows, columns, 1];
    const bytes = pair.images.data.subarray(from * rows * columns, to * rows * columns);
    const numbers = pair.numbers.subarray(from, to);
    const labels: Labels = oneHot ? oneHotLabels(numbers, CLASSES) : new NdArray('uint8', [to - from], numbers);
    return new LabelledImages(new NdArray('uint8', [to - from, ...rest], bytes), labels, streamSeed(seed, stream));
  };
  return {
    train: split(training, validationSize, trainingCount, 0),
    validation: split(training, 0, validationSize, 1),
    test: split(testing, 0, testing.numbers.length, 2),
  };
}

function streamSeed(seed: number, stream: number): number {
  return new Random(seed, stream).uint32();
}

type Paths = Record<keyof typeof published, string>;

async function findOrDownload(folder: string, options: MnistOptions): Promise<Paths> {
  const { mirrors = publicMirrors } = options;
  const present = new Set(await readdir(folder).catch(emptyIfMissing));
  const onProgress = options.onProgress ?? downloadLine();
  const paths: Partial<Paths> = {};
  for (const key of Object.keys(published) as (keyof typeof published)[]) {
    const { name, md5 } = published[key];
    const found = spellings(name).find((spelling) => present.has(spelling));
    paths[key] = join(folder, found ?? `${name}.gz`);
    if (found !== undefined) continue;
    const sources = mirrors.map((mirror) => new URL(`${name}.gz`, withSlash(mirror)).href);
    try {
      await download(sources, paths[key], md5, { ...options, onProgress });
    } catch (error) {
      // Another process may have put the same file there meanwhile.
      if (
        await access(paths[key]).then(
          () => true,
          () => false,
        )
      )
        continue;
      if (!(error instanceof DownloadError)) throw error;
      throw error.withCure(
        `Connect to the network, or put the four files of MNIST (${Object.values(published)
          .map((file) => `${file.name}.gz`)
          .join(', ')}) into ${folder}; tf.data.digits() needs no download.`,
      );
    }
  }
  return paths as Paths;
}

/** The names under which the files are in circulation. */
function spellings(name: string): string[] {
  const dotted = name.replace('-idx', '.idx');
  return [`${name}.gz`, name, `${dotted}.gz`, dotted];
}

function withSlash(url: string): string {
  return url.endsWith('/') ? url : `${url}/`;
}

function emptyIfMissing(error: NodeJS.ErrnoException): string[] {
  if (error.code === 'ENOENT') return [];
  throw error;
}

interface LabelledBytes {
  /** [count, rows, columns] */
  readonly images: NdArray<'uint8'>;
  readonly numbers: Uint8Array;
}

async function readPair(imagesPath: string, labelsPath: string): Promise<LabelledBytes> {
  const images = await readBytes(imagesPath, 3);
  const labels = await readBytes(labelsPath, 1);
  const [count] = images.shape;
  if (labels.size !== count) {
    throw new FormatError({
      what: labelsPath,
      problem: `there are ${labels.size} labels, but ${count} images in ${imagesPath}`,
      cure: 'Take both files from the same data set.',
    });
  }
  const wrong = labels.data.findIndex((label) => label >= CLASSES);
  if (wrong !== -1) {
    throw new FormatError({
      what: labelsPath,
      problem: `label ${wrong} is ${labels.data[wrong]}, but the classes are 0 to ${CLASSES - 1}`,
      cure: 'The file is damaged or holds other data: remove it, and it is downloaded again.',
    });
  }
  return { images, numbers: labels.data };
}

async function readBytes(path: string, rank: number): Promise<NdArray<'uint8'>> {
  const array = await readIdxFile(path);
  if (array.dtype !== 'uint8' || array.rank !== rank) {
    throw new FormatError({
      what: path,
      problem: `expected bytes with ${rank} dimension${rank === 1 ? '' : 's'}, found ${array}`,
      cure: 'The file is damaged or holds other data: remove it, and it is downloaded again.',
    });
  }
  return array as NdArray<'uint8'>;
}
