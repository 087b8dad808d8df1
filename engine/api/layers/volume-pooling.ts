/** `tf.layers`: maxima and means over windows of volumes. */

import type { Tensor } from '../../graph/index.ts';
import { transpose } from '../array/order.ts';
import type { ImageFormat, PaddingMode } from '../nn/convolution.ts';
import { avgPool3d, maxPool3d } from '../nn/volume.ts';
import { readOptions } from '../options.ts';
import { Layer } from './layer.ts';
import { imageFormat, paddingOf, sizesOf } from './layer-arguments.ts';
import { type PoolingArguments, type PoolingOptions, poolingFunction } from './pooling-function.ts';

class VolumePooling extends Layer {
  readonly poolSize: readonly number[];
  readonly strides: readonly number[];
  readonly #function: typeof maxPool3d;
  readonly #padding: PaddingMode;
  readonly #format: ImageFormat;

  constructor(kind: string, pool: typeof maxPool3d, ...[poolSize, strides, padding, options]: PoolingArguments) {
    const given = readOptions<PoolingOptions>(['padding'], [padding, options]);
    super(kind, given);
    this.#function = pool;
    this.poolSize = sizesOf('poolSize', poolSize, 3);
    this.strides = sizesOf('strides', strides, 3);
    this.#padding = paddingOf(given.padding ?? 'valid');
    this.#format = imageFormat(given.dataFormat ?? 'channels_last');
  }

  protected build(): void {}

  protected call(inputs: Tensor): Tensor {
    this.needRank(inputs, 5);
    const pool = (volumes: Tensor): Tensor =>
      this.#function(volumes, [1, ...this.poolSize, 1], [1, ...this.strides, 1], this.#padding);
    if (this.#format === 'NHWC') return pool(inputs);
    return transpose(pool(transpose(inputs, [0, 2, 3, 4, 1])), [0, 4, 1, 2, 3]);
  }
}

/** The largest of each window of volumes. */
export class MaxPooling3D extends VolumePooling {
  constructor(...args: PoolingArguments) {
    super('max_pooling3d', maxPool3d, ...args);
  }
}
/** The mean of each window of volumes. */
export class AveragePooling3D extends VolumePooling {
  constructor(...args: PoolingArguments) {
    super('average_pooling3d', avgPool3d, ...args);
  }
}

/** The largest of each window of volumes: [n, d, h, w, c] → [n, d′, h′, w′, c]. */
export const maxPooling3d = poolingFunction('maxPooling3d', MaxPooling3D);
/** The mean of each window of volumes, of the elements inside: [n, d, h, w, c] → [n, d′, h′, w′, c]. */
export const averagePooling3d = poolingFunction('averagePooling3d', AveragePooling3D);
