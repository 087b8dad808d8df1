/** `tf.layers`: maxima and means over windows. These layers have no variables. */

import type { Tensor } from '../../graph/index.ts';
import { expandDims, squeeze } from '../array/shape.ts';
import type { ImageFormat, PaddingMode } from '../nn/convolution.ts';
import { avgPool, maxPool } from '../nn/pool.ts';
import { readOptions } from '../options.ts';
import { Layer } from './layer.ts';
import { alongImage, imageFormat, paddingOf, sizesOf } from './layer-arguments.ts';
import { type PoolingArguments, type PoolingOptions, poolingFunction } from './pooling-function.ts';

export type { PoolingOptions };

/** A layer of one of the two functions, for sequences or images. */
class Pooling extends Layer {
  readonly poolSize: readonly number[];
  readonly strides: readonly number[];
  readonly #function: typeof maxPool;
  readonly #padding: PaddingMode;
  readonly #format: ImageFormat;

  constructor(
    kind: string,
    pool: typeof maxPool,
    axes: number,
    ...[poolSize, strides, padding, options]: PoolingArguments
  ) {
    const given = readOptions<PoolingOptions>(['padding'], [padding, options]);
    super(kind, given);
    this.#function = pool;
    this.poolSize = sizesOf('poolSize', poolSize, axes);
    this.strides = sizesOf('strides', strides, axes);
    this.#padding = paddingOf(given.padding ?? 'valid');
    this.#format = imageFormat(given.dataFormat ?? 'channels_last');
  }

  protected build(): void {}

  protected call(inputs: Tensor): Tensor {
    this.needRank(inputs, this.poolSize.length + 2);
    if (this.poolSize.length === 2) return this.#pool(inputs, this.poolSize, this.strides);
    // A sequence is an image of one column.
    const axis = this.#format === 'NHWC' ? 2 : 3;
    const pooled = this.#pool(expandDims(inputs, axis), [...this.poolSize, 1], [...this.strides, 1]);
    return squeeze(pooled, [axis]);
  }

  #pool(image: Tensor, window: readonly number[], strides: readonly number[]): Tensor {
    const format = this.#format;
    return this.#function(image, alongImage(window, format), alongImage(strides, format), this.#padding, {
      dataFormat: format,
    });
  }
}

/** The largest of each window of sequences. */
export class MaxPooling1D extends Pooling {
  constructor(...args: PoolingArguments) {
    super('max_pooling1d', maxPool, 1, ...args);
  }
}
/** The largest of each window of images. */
export class MaxPooling2D extends Pooling {
  constructor(...args: PoolingArguments) {
    super('max_pooling2d', maxPool, 2, ...args);
  }
}
/** The mean of each window of sequences. */
export class AveragePooling1D extends Pooling {
  constructor(...args: PoolingArguments) {
    super('average_pooling1d', avgPool, 1, ...args);
  }
}
/** The mean of each window of images. */
export class AveragePooling2D extends Pooling {
  constructor(...args: PoolingArguments) {
    super('average_pooling2d', avgPool, 2, ...args);
  }
}

/** The largest of each window of sequences: [n, w, c] → [n, w′, c]. */
export const maxPooling1d = poolingFunction('maxPooling1d', MaxPooling1D);
/** The largest of each window of images: [n, h, w, c] → [n, h′, w′, c]. */
export const maxPooling2d = poolingFunction('maxPooling2d', MaxPooling2D);
/** The mean of each window of sequences, of the elements inside: [n, w, c] → [n, w′, c]. */
export const averagePooling1d = poolingFunction('averagePooling1d', AveragePooling1D);
/** The mean of each window of images, of the elements inside: [n, h, w, c] → [n, h′, w′, c]. */
export const averagePooling2d = poolingFunction('averagePooling2d', AveragePooling2D);
