/** `tf.layers.conv3d`: the same kernel all over a volume. */

import type { Tensor } from '../../graph/index.ts';
import { convolution } from '../nn/any-rank.ts';
import { conv3d as conv3dOf } from '../nn/volume.ts';
import { publicFunction } from '../signature.ts';
import { type ConvolutionArguments, convolutionFunction, kernelSignature, PlainConvolution } from './convolution.ts';
import { alongImage, volumeFormat } from './layer-arguments.ts';

/** A convolution of volumes: [n, d, h, w, c] → [n, d′, h′, w′, filters]. */
export class Conv3D extends PlainConvolution {
  constructor(...args: ConvolutionArguments) {
    super('conv3d', 3, ...args);
  }

  protected convolve(inputs: Tensor): Tensor {
    const dataFormat = volumeFormat(this.format);
    // TensorFlow's processors convolve no volumes with holes: they go by SpaceToBatchND.
    if (this.dilationRate.some((rate) => rate > 1)) {
      const { strides, dilationRate } = this;
      return convolution(inputs, this.kernel!, this.padding, { strides, dilationRate, dataFormat });
    }
    return conv3dOf(inputs, this.kernel!, alongImage(this.strides, this.format), this.padding, { dataFormat });
  }
}

/**
 * activation(convolution + bias) of volumes: [n, d, h, w, c] → [n, d′, h′, w′, filters]. The variables are `kernel`
 * [planes, rows, columns, c, filters] and `bias` [filters], in a variable scope of the layer's name.
 * @throws ShapeError if the number of channels is not known, or the kernel is larger than the volume.
 * @throws GraphError for `channels_first`, which processors have no convolution of volumes for.
 */
export const conv3d = publicFunction(
  `layers.conv3d(inputs: tensor, filters: number, kernelSize: any, strides: any = 1, padding = 'valid', {dataFormat = 'channels_last', dilationRate: any, activation: any, ${kernelSignature}})`,
  convolutionFunction('conv3d', Conv3D),
);
