/** `tf.layers.conv2dTranspose` and `conv3dTranspose`: convolutions backwards, which make images and volumes larger. */

import type { Tensor } from '../../graph/index.ts';
import { stack } from '../array/join.ts';
import { shape } from '../array/shape.ts';
import { vectorItem } from '../array/slice.ts';
import { conv2dTranspose as conv2dTransposeOf } from '../nn/convolution.ts';
import { add, multiply } from '../nn/operator.ts';
import { conv3dTranspose as conv3dTransposeOf } from '../nn/volume.ts';
import { publicFunction } from '../signature.ts';
import type { Variable } from '../state/variable.ts';
import { Convolution, type ConvolutionArguments, convolutionFunction, kernelSignature } from './convolution.ts';
import { kernelOptions } from './kernel-options.ts';
import { alongImage, volumeFormat } from './layer-arguments.ts';

abstract class TransposedConvolution extends Convolution {
  #kernel: Variable | undefined;

  /** [...sizes, filters, channels]. */
  get kernel(): Variable | undefined {
    return this.#kernel;
  }

  protected buildKernel(channels: number): void {
    const sizes = [...this.kernelSize, this.filters, channels];
    this.#kernel = this.addWeight('kernel', sizes, kernelOptions(this.given));
  }

  /** The sizes of what comes out, for these inputs. */
  protected outputSizes(inputs: Tensor): Tensor {
    const sizes = shape(inputs);
    const batch = vectorItem(sizes, 0);
    const first = this.format === 'NHWC' ? 1 : 2;
    const image = this.kernelSize.map((_, i) => vectorItem(sizes, first + i));
    const larger = image.map((size, i) => this.#larger(size, i));
    return stack(this.format === 'NHWC' ? [batch, ...larger, this.filters] : [batch, this.filters, ...larger]);
  }

  #larger(size: Tensor, axis: number): Tensor {
    const scaled = multiply(size, this.strides[axis]);
    const rest = Math.max(this.kernelSize[axis] - this.strides[axis], 0);
    return this.padding === 'VALID' && rest > 0 ? add(scaled, rest) : scaled;
  }
}

/** A transposed convolution of images: [n, h, w, c] → [n, h · stride, w · stride, filters] where it pads. */
export class Conv2DTranspose extends TransposedConvolution {
  constructor(...args: ConvolutionArguments) {
    super('conv2d_transpose', 2, ...args);
  }

  protected convolve(inputs: Tensor): Tensor {
    const strides = alongImage(this.strides, this.format);
    return conv2dTransposeOf(inputs, this.kernel!, this.outputSizes(inputs), strides, this.padding, {
      dataFormat: this.format,
    });
  }
}

/** A transposed convolution of volumes: [n, d, h, w, c] → [n, d · stride, h · stride, w · stride, filters] where it pads. */
export class Conv3DTranspose extends TransposedConvolution {
  constructor(...args: ConvolutionArguments) {
    super('conv3d_transpose', 3, ...args);
  }

  protected convolve(inputs: Tensor): Tensor {
    const strides = alongImage(this.strides, this.format);
    return conv3dTransposeOf(inputs, this.kernel!, this.outputSizes(inputs), strides, this.padding, {
      dataFormat: volumeFormat(this.format),
    });
  }
}

/**
 * activation(transposed convolution + bias) of images: [n, h, w, c] → [n, h′, w′, filters], where h′ is h · stride, and
 * max(rows − stride, 0) more without padding. The variables are `kernel` [rows, columns, filters, c] and `bias`.
 * @throws ShapeError if the number of channels is not known.
 */
export const conv2dTranspose = publicFunction(
  `layers.conv2dTranspose(inputs: tensor, filters: number, kernelSize: any, strides: any = 1, padding = 'valid', {dataFormat = 'channels_last', activation: any, ${kernelSignature}})`,
  convolutionFunction('conv2dTranspose', Conv2DTranspose),
);

/**
 * activation(transposed convolution + bias) of volumes: [n, d, h, w, c] → [n, d′, h′, w′, filters], where d′ is d · stride,
 * and max(planes − stride, 0) more without padding. The variables are `kernel` [planes, rows, columns, filters, c] and `bias`.
 * @throws ShapeError if the number of channels is not known.
 * @throws GraphError for `channels_first`, which processors have no convolution of volumes for.
 */
export const conv3dTranspose = publicFunction(
  `layers.conv3dTranspose(inputs: tensor, filters: number, kernelSize: any, strides: any = 1, padding = 'valid', {dataFormat = 'channels_last', activation: any, ${kernelSignature}})`,
  convolutionFunction('conv3dTranspose', Conv3DTranspose),
);
