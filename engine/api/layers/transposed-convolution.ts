/** `tf.layers.conv2dTranspose`: a convolution backwards, which makes images larger. */

import type { Tensor } from '../../graph/index.ts';
import { stack } from '../array/join.ts';
import { shape } from '../array/shape.ts';
import { vectorItem } from '../array/slice.ts';
import { conv2dTranspose as conv2dTransposeOf } from '../nn/convolution.ts';
import { add, multiply } from '../nn/operator.ts';
import { publicFunction } from '../signature.ts';
import type { Variable } from '../state/variable.ts';
import { Convolution, type ConvolutionArguments, convolutionFunction } from './convolution.ts';
import { kernelOptions } from './kernel-options.ts';
import { alongImage } from './layer-arguments.ts';

/** A transposed convolution of images: [n, h, w, c] → [n, h · stride, w · stride, filters] where it pads. */
export class Conv2DTranspose extends Convolution {
  #kernel: Variable | undefined;

  constructor(...args: ConvolutionArguments) {
    super('conv2d_transpose', 2, ...args);
  }

  /** [rows, columns, filters, channels]. */
  get kernel(): Variable | undefined {
    return this.#kernel;
  }

  protected buildKernel(channels: number): void {
    const sizes = [...this.kernelSize, this.filters, channels];
    this.#kernel = this.addWeight('kernel', sizes, kernelOptions(this.given));
  }

  protected convolve(inputs: Tensor): Tensor {
    const sizes = shape(inputs);
    const batch = vectorItem(sizes, 0);
    const image = (this.format === 'NHWC' ? [1, 2] : [2, 3]).map((axis) => vectorItem(sizes, axis));
    const larger = image.map((size, i) => this.#larger(size, i));
    const output = this.format === 'NHWC' ? [batch, ...larger, this.filters] : [batch, this.filters, ...larger];
    return conv2dTransposeOf(
      inputs,
      this.#kernel!,
      stack(output),
      alongImage(this.strides, this.format),
      this.padding,
      {
        dataFormat: this.format,
      },
    );
  }

  #larger(size: Tensor, axis: number): Tensor {
    const scaled = multiply(size, this.strides[axis]);
    const rest = Math.max(this.kernelSize[axis] - this.strides[axis], 0);
    return this.padding === 'VALID' && rest > 0 ? add(scaled, rest) : scaled;
  }
}

/**
 * activation(transposed convolution + bias) of images: [n, h, w, c] → [n, h′, w′, filters], where h′ is h · stride, and
 * max(rows − stride, 0) more without padding. The variables are `kernel` [rows, columns, filters, c] and `bias`.
 * @throws ShapeError if the number of channels is not known.
 */
export const conv2dTranspose = publicFunction(
  "layers.conv2dTranspose(inputs: tensor, filters: number, kernelSize: any, strides: any = 1, padding = 'valid', {dataFormat = 'channels_last', activation: any, useBias = true, kernelInitializer: any, biasInitializer: any, kernelRegularizer: any, biasRegularizer: any, activityRegularizer: any, kernelConstraint: any, biasConstraint: any, trainable = true, name, reuse: any})",
  convolutionFunction('conv2dTranspose', Conv2DTranspose),
);
