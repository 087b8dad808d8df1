/**
 * Images with labels, handed out in shuffled batches as TensorFlow's MNIST tutorial reader does. Knows nothing of
 * where the images come from.
 */

import { NdArray, sizeOf } from '../graph/index.ts';
import { freshSeed, Random } from './random.ts';

/** One-hot rows are float64, as TensorFlow's reader makes them; class numbers are uint8. */
export type Labels = NdArray<'float64'> | NdArray<'uint8'>;

export interface NextBatchOptions {
  /** Whether this call may reorder the examples. Default true. */
  readonly shuffle?: boolean;
}

export class LabelledImages<L extends Labels = Labels> {
  /** One row (or number) an image, in the order of `images`. */
  readonly labels: L;
  readonly numExamples: number;
  readonly #bytes: NdArray<'uint8'>;
  readonly #random: Random;
  readonly #order: Uint32Array;
  #images: NdArray<'float32'> | undefined;
  #position = 0;
  #epochs = 0;

  /**
   * @param images bytes 0…255, the first axis being that of the examples
   * @param seed fixes the order of batches; without one every instance has an order of its own
   */
  constructor(images: NdArray<'uint8'>, labels: L, seed: number = freshSeed()) {
    if (images.shape[0] !== labels.shape[0]) {
      throw new RangeError(`There are ${images.shape[0]} images but ${labels.shape[0]} labels; each image needs one.`);
    }
    this.labels = labels;
    this.numExamples = images.shape[0];
    this.#bytes = images;
    this.#random = new Random(seed);
    this.#order = Uint32Array.from({ length: this.numExamples }, (_, i) => i);
  }

  /**
   * All images as float32 in 0…1, made when first asked for (batches do without), in the order of the source: batches
   * do not disturb it.
   */
  get images(): NdArray<'float32'> {
    this.#images ??= scaledRows(this.#bytes, this.#bytes.shape[0], (i) => i);
    return this.#images;
  }

  /** How many times every example has been handed out. */
  get epochsCompleted(): number {
    return this.#epochs;
  }

  /**
   * The next `size` examples: [images, labels], `size` being their first dimension. The very first batch shuffles; a
   * batch that reaches past the end of an epoch is the rest of this epoch followed by the head of the next, newly
   * shuffled one.
   *
   * @throws RangeError unless `size` is a whole number from 1 to numExamples.
   */
  nextBatch(size: number, { shuffle = true }: NextBatchOptions = {}): [images: NdArray<'float32'>, labels: L] {
    if (!Number.isInteger(size) || size < 1 || size > this.numExamples) {
      throw new RangeError(
        `nextBatch(${size}): the batch size must be a whole number from 1 to ${this.numExamples}, the number of examples.`,
      );
    }
    const chosen = this.#take(size, shuffle);
    return [scaledRows(this.#bytes, size, (i) => chosen[i]), gatherRows(this.labels, chosen) as L];
  }

  /**
   * Leaves out the next `examples`, as if batches had handed them out: a training that goes on from a checkpoint gets the
   * batches that come next. May be more than numExamples.
   *
   * @throws RangeError unless `examples` is a whole number from 0.
   */
  skip(examples: number, { shuffle = true }: NextBatchOptions = {}): void {
    if (!Number.isSafeInteger(examples) || examples < 0) {
      throw new RangeError(`skip(${examples}): give a whole number of examples, such as 0.`);
    }
    for (let left = examples; left > 0; left -= this.numExamples) this.#take(Math.min(left, this.numExamples), shuffle);
  }

  /** The next `size` places, which are handed out then. */
  #take(size: number, shuffle: boolean): Uint32Array {
    if (shuffle && this.#epochs === 0 && this.#position === 0) this.#random.shuffle(this.#order);
    const chosen = new Uint32Array(size);
    const tail = Math.min(size, this.numExamples - this.#position);
    chosen.set(this.#order.subarray(this.#position, this.#position + tail));
    this.#position += tail;
    if (tail < size) {
      this.#epochs++;
      if (shuffle) this.#random.shuffle(this.#order);
      this.#position = size - tail;
      chosen.set(this.#order.subarray(0, this.#position), tail);
    }
    return chosen;
  }
}

/** Training, validation and test examples, as `tf.data.mnist` and `tf.data.digits` give them. */
export interface LabelledSplits<L extends Labels = Labels> {
  readonly train: LabelledImages<L>;
  readonly validation: LabelledImages<L>;
  readonly test: LabelledImages<L>;
}

/** Class numbers as rows of `classes` float64 numbers: 1 at the class, 0 elsewhere. */
export function oneHotLabels(numbers: Uint8Array, classes = 10): NdArray<'float64'> {
  const rows = NdArray.zeros('float64', [numbers.length, classes]);
  for (let i = 0; i < numbers.length; i++) rows.data[i * classes + numbers[i]] = 1;
  return rows;
}

const scaled = Float32Array.from({ length: 256 }, (_, byte) => byte / 255);

function scaledRows(bytes: NdArray<'uint8'>, count: number, rowAt: (i: number) => number): NdArray<'float32'> {
  const rest = bytes.shape.slice(1);
  const width = sizeOf(rest);
  const result = NdArray.zeros('float32', [count, ...rest]);
  const { data } = result;
  for (let i = 0, to = 0; i < count; i++) {
    const start = rowAt(i) * width;
    for (let from = start; from < start + width; from++) data[to++] = scaled[bytes.data[from]];
  }
  return result;
}

function gatherRows(from: Labels, rows: Uint32Array): Labels {
  const rest = from.shape.slice(1);
  const width = sizeOf(rest);
  const result = NdArray.zeros(from.dtype, [rows.length, ...rest]) as Labels;
  for (let i = 0; i < rows.length; i++) {
    result.data.set(from.data.subarray(rows[i] * width, (rows[i] + 1) * width), i * width);
  }
  return result;
}
