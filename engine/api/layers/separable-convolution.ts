/** `tf.layers.separableConv1d` and `separableConv2d`: each channel by itself, then a mixture of the channels. */

import type { Tensor } from '../../graph/index.ts';
import { expandDims, squeeze } from '../array/shape.ts';
import type { Initializer, InitializerFactory } from '../initializers/initializer.ts';
import { separableConv2d as separableConv2dOf } from '../nn/convolution.ts';
import type { Regularizer } from '../regularizers/regularizer.ts';
import { publicFunction } from '../signature.ts';
import type { Constraint, Variable } from '../state/variable.ts';
import { Convolution, type ConvolutionArguments, type ConvolutionOptions, convolutionFunction } from './convolution.ts';
import { alongImage } from './layer-arguments.ts';

export interface SeparableConvolutionOptions
  extends Omit<ConvolutionOptions, 'kernelInitializer' | 'kernelRegularizer' | 'kernelConstraint'> {
  /** How many results there are of each channel before they are mixed; default 1. */
  readonly depthMultiplier?: number;
  readonly depthwiseInitializer?: Initializer | InitializerFactory | null;
  readonly pointwiseInitializer?: Initializer | InitializerFactory | null;
  readonly depthwiseRegularizer?: Regularizer | null;
  readonly pointwiseRegularizer?: Regularizer | null;
  readonly depthwiseConstraint?: Constraint | null;
  readonly pointwiseConstraint?: Constraint | null;
}

abstract class SeparableConvolution extends Convolution {
  readonly #options: SeparableConvolutionOptions;
  #depthwise: Variable | undefined;
  #pointwise: Variable | undefined;

  constructor(kind: string, axes: number, ...args: ConvolutionArguments<SeparableConvolutionOptions>) {
    super(kind, axes, ...args);
    this.#options = this.given;
  }

  /** [...sizes, channels, multiplier]. */
  get depthwiseKernel(): Variable | undefined {
    return this.#depthwise;
  }
  /** [1 for each size, channels · multiplier, filters]. */
  get pointwiseKernel(): Variable | undefined {
    return this.#pointwise;
  }

  protected buildKernel(channels: number): void {
    const { depthMultiplier = 1 } = this.#options;
    const given = this.#options;
    const ones = this.kernelSize.map(() => 1);
    this.#depthwise = this.addWeight('depthwise_kernel', [...this.kernelSize, channels, depthMultiplier], {
      initializer: given.depthwiseInitializer,
      regularizer: given.depthwiseRegularizer,
      constraint: given.depthwiseConstraint,
    });
    this.#pointwise = this.addWeight('pointwise_kernel', [...ones, channels * depthMultiplier, this.filters], {
      initializer: given.pointwiseInitializer,
      regularizer: given.pointwiseRegularizer,
      constraint: given.pointwiseConstraint,
    });
  }
}

/** A convolution of each channel of sequences, then one of 1: [n, w, c] → [n, w′, filters]. */
export class SeparableConv1D extends SeparableConvolution {
  constructor(...args: ConvolutionArguments<SeparableConvolutionOptions>) {
    super('separable_conv1d', 1, ...args);
  }

  /** As an image of one row. */
  protected convolve(inputs: Tensor): Tensor {
    const [step] = this.strides;
    const row = expandDims(inputs, this.#axis);
    const kernels = [this.depthwiseKernel!, this.pointwiseKernel!].map((kernel) => expandDims(kernel, 0));
    return separableConv2dOf(row, kernels[0], kernels[1], alongImage([step, step], this.format), this.padding, {
      rate: [1, this.dilationRate[0]],
      dataFormat: this.format,
    });
  }

  protected override finish(output: Tensor): Tensor {
    return squeeze(output, [this.#axis]);
  }

  get #axis(): number {
    return this.format === 'NHWC' ? 1 : 2;
  }
}

/** A convolution of each channel, then one of 1 × 1: [n, h, w, c] → [n, h′, w′, filters]. */
export class SeparableConv2D extends SeparableConvolution {
  constructor(...args: ConvolutionArguments<SeparableConvolutionOptions>) {
    super('separable_conv2d', 2, ...args);
  }

  protected convolve(inputs: Tensor): Tensor {
    const strides = alongImage(this.strides, this.format);
    const [rows, columns] = this.dilationRate;
    return separableConv2dOf(inputs, this.depthwiseKernel!, this.pointwiseKernel!, strides, this.padding, {
      rate: [rows, columns],
      dataFormat: this.format,
    });
  }
}

const signature =
  "inputs: tensor, filters: number, kernelSize: any, strides: any = 1, padding = 'valid', {dataFormat = 'channels_last', dilationRate: any, depthMultiplier = 1, activation: any, useBias = true, depthwiseInitializer: any, pointwiseInitializer: any, biasInitializer: any, depthwiseRegularizer: any, pointwiseRegularizer: any, biasRegularizer: any, activityRegularizer: any, depthwiseConstraint: any, pointwiseConstraint: any, biasConstraint: any, trainable = true, name, reuse: any}";

/**
 * activation(separable convolution + bias) of sequences: [n, w, c] → [n, w′, filters]. The variables are
 * `depthwise_kernel` [size, c, multiplier], `pointwise_kernel` [1, c · multiplier, filters] and `bias`.
 * @throws ShapeError if the number of channels is not known, or the kernel is longer than the sequence.
 */
export const separableConv1d = publicFunction(
  `layers.separableConv1d(${signature})`,
  convolutionFunction('separableConv1d', SeparableConv1D),
);

/**
 * activation(separable convolution + bias) of images: [n, h, w, c] → [n, h′, w′, filters]. The variables are
 * `depthwise_kernel` [rows, columns, c, multiplier], `pointwise_kernel` [1, 1, c · multiplier, filters] and `bias`.
 * @throws ShapeError if the number of channels is not known, or the kernel is larger than the image.
 */
export const separableConv2d = publicFunction(
  `layers.separableConv2d(${signature})`,
  convolutionFunction('separableConv2d', SeparableConv2D),
);
