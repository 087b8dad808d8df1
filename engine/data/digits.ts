/**
 * The built-in digits: handwritten-like 28×28 images drawn by code from a seed, for examples and tests that must not
 * download anything. A split is drawn when it is first asked for.
 */

import { NdArray } from '../graph/index.ts';
import { drawDigit, PIXELS } from './digit-drawing.ts';
import type { Digit } from './digit-strokes.ts';
import { LabelledImages, type LabelledSplits, oneHotLabels } from './labelled-images.ts';
import { Random } from './random.ts';

export interface DigitsOptions {
  /** Number of training images. Default 20,000. */
  readonly train?: number;
  /** Number of validation images. Default a tenth of `train`. */
  readonly validation?: number;
  /** Number of test images. Default 2,000. */
  readonly test?: number;
  /** Labels as rows of ten numbers (float64) instead of class numbers (uint8). Default false. */
  readonly oneHot?: boolean;
  /** Fixes the images and the order of batches, on every platform. Default 1. */
  readonly seed?: number;
}

/** Part of each image's stream: do not renumber, or every seed gives other images. */
const streams = { train: 0, validation: 1, test: 2 } as const;
const BATCH_ORDER = 3;

/**
 * Ten classes in nearly equal numbers (they differ by one at most), in random order. Image i of a split is the same
 * whatever the numbers asked for, so a longer run of training images extends a shorter one.
 *
 * @throws RangeError when a number of images is not a whole number of at least 0 or the seed is not a safe integer.
 */
export function digits(options: DigitsOptions & { readonly oneHot: true }): LabelledSplits<NdArray<'float64'>>;
export function digits(options?: DigitsOptions & { readonly oneHot?: false }): LabelledSplits<NdArray<'uint8'>>;
export function digits(options?: DigitsOptions): LabelledSplits;
export function digits(options: DigitsOptions = {}): LabelledSplits {
  const { train = 20_000, test = 2_000, oneHot = false, seed = 1 } = options;
  const { validation = Math.floor(train / 10) } = options;
  const counts = { train, validation, test };
  for (const [name, count] of Object.entries(counts)) {
    if (!Number.isSafeInteger(count) || count < 0) {
      throw new RangeError(`tf.data.digits: ${name} is ${count}; it must be a whole number of images, 0 or more.`);
    }
  }
  if (!Number.isSafeInteger(seed)) {
    throw new RangeError(`tf.data.digits: seed is ${seed}; it must be a whole number.`);
  }
  const drawn: Partial<Record<keyof typeof streams, LabelledImages>> = {};
  const split = (name: keyof typeof streams): LabelledImages => {
    drawn[name] ??= drawSplit(counts[name], seed, streams[name], oneHot);
    return drawn[name];
  };
  return {
    get train() {
      return split('train');
    },
    get validation() {
      return split('validation');
    },
    get test() {
      return split('test');
    },
  };
}

function drawSplit(count: number, seed: number, stream: number, oneHot: boolean): LabelledImages {
  const bytes = new Uint8Array(count * PIXELS);
  const numbers = new Uint8Array(count);
  const deck: Digit[] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
  const order = new Random(seed, stream);
  for (let i = 0; i < count; i++) {
    // Ten at a time, each digit once: balanced classes in an order that no batch size beats with.
    if (i % 10 === 0) order.shuffle(deck);
    numbers[i] = deck[i % 10];
    drawDigit(deck[i % 10], new Random(seed, stream, i), bytes, i * PIXELS);
  }
  const labels = oneHot ? oneHotLabels(numbers) : new NdArray('uint8', [count], numbers);
  const images = new NdArray('uint8', [count, PIXELS], bytes);
  return new LabelledImages(images, labels, new Random(seed, BATCH_ORDER, stream, 0).uint32());
}
