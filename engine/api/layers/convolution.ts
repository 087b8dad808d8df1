/** `tf.layers.conv1d` and `conv2d`: the same kernel everywhere. */

import { isKnown, ShapeError, type Tensor } from '../../graph/index.ts';
import { reshape } from '../array/shape.ts';
import type { TensorLike } from '../convert.ts';
import { biasAdd } from '../nn/bias.ts';
import { conv1d as conv1dOf, conv2d as conv2dOf, type ImageFormat, type PaddingMode } from '../nn/convolution.ts';
import { add } from '../nn/operator.ts';
import { readOptions } from '../options.ts';
import { publicFunction } from '../signature.ts';
import type { Variable } from '../state/variable.ts';
import type { DTypeOf } from '../static-types.ts';
import { activate } from './activation.ts';
import { biasOptions, type KernelOptions, kernelOptions } from './kernel-options.ts';
import { Layer } from './layer.ts';
import {
  alongImage,
  type DataFormat,
  imageFormat,
  type LayerPadding,
  named,
  needed,
  paddingOf,
  sizesOf,
} from './layer-arguments.ts';

export interface ConvolutionOptions extends KernelOptions {
  /** How many channels come out. */
  readonly filters?: number;
  /** One number, or one an axis of the image. */
  readonly kernelSize?: number | readonly number[];
  /** How far the window moves; default 1. */
  readonly strides?: number | readonly number[];
  readonly padding?: LayerPadding;
  readonly dataFormat?: DataFormat;
  /** Distances between the kernel's elements; default 1. */
  readonly dilationRate?: number | readonly number[];
}

/** As TensorFlow's order has them; the rest by name. */
export type ConvolutionArguments<O = ConvolutionOptions> = [
  filters: number,
  kernelSize: number | readonly number[],
  strides?: number | readonly number[] | O,
  padding?: LayerPadding | O,
  options?: O,
];

/** What convolutions of any number of axes have in common. */
export abstract class Convolution extends Layer {
  readonly filters: number;
  readonly kernelSize: readonly number[];
  readonly strides: readonly number[];
  readonly dilationRate: readonly number[];
  protected readonly padding: PaddingMode;
  protected readonly format: ImageFormat;
  protected readonly given: ConvolutionOptions;
  #bias: Variable | undefined;

  constructor(kind: string, axes: number, ...[filters, kernelSize, strides, padding, options]: ConvolutionArguments) {
    const given = readOptions<ConvolutionOptions>(['strides', 'padding'], [strides, padding, options]);
    super(kind, given);
    this.filters = filters;
    this.kernelSize = sizesOf('kernelSize', kernelSize, axes);
    this.strides = sizesOf('strides', given.strides ?? 1, axes);
    this.dilationRate = sizesOf('dilationRate', given.dilationRate ?? 1, axes);
    this.padding = paddingOf(given.padding ?? 'valid');
    this.format = imageFormat(given.dataFormat ?? 'channels_last');
    this.given = given;
  }

  /** [filters]. */
  get bias(): Variable | undefined {
    return this.#bias;
  }

  /** The kernels for images of so many channels. */
  protected abstract buildKernel(channels: number): void;
  protected abstract convolve(inputs: Tensor): Tensor;

  /** What is left to do once the bias is added. */
  protected finish(output: Tensor): Tensor {
    return output;
  }

  protected build(inputs: Tensor): void {
    this.needRank(inputs, this.kernelSize.length + 2);
    const channels = inputs.shape.dims?.at(this.format === 'NHWC' ? -1 : 1);
    if (channels === undefined || !isKnown(channels)) {
      throw new ShapeError(
        `The channel dimension of the inputs should be defined. Found ${inputs.shape}.`,
        inputs.op.describe(),
      );
    }
    this.needFloats(this.constructor.name);
    this.buildKernel(channels);
    if (this.given.useBias ?? true) this.#bias = this.addWeight('bias', [this.filters], biasOptions(this.given));
  }

  protected call(inputs: Tensor): Tensor {
    this.needRank(inputs, this.kernelSize.length + 2);
    return activate(this.given.activation, this.finish(this.#withBias(this.convolve(inputs))));
  }

  #withBias(output: Tensor): Tensor {
    if (!this.#bias) return output;
    if (this.format === 'NCHW' && this.kernelSize.length === 1 && output.shape.rank === 3) {
      return add(output, reshape(this.#bias, [1, this.filters, 1]));
    }
    return biasAdd(output, this.#bias, { dataFormat: this.format });
  }
}

/** What all functions of convolutions do: a new layer of that kind, applied once. */
export function convolutionFunction<O extends ConvolutionOptions>(
  kind: string,
  LayerOf: new (...args: ConvolutionArguments<O>) => Convolution,
) {
  return <X extends TensorLike>(
    inputs: X,
    filters: number | O,
    kernelSize?: ConvolutionOptions['kernelSize'] | O,
    strides?: ConvolutionOptions['strides'] | O,
    padding?: LayerPadding | O,
    options?: O,
  ): Tensor<DTypeOf<X>, 'array'> => {
    const given = readOptions<O>(
      ['filters', 'kernelSize', 'strides', 'padding'],
      [filters, kernelSize, strides, padding, options],
    );
    const { filters: channels, kernelSize: size }: ConvolutionOptions = given;
    const layer = new LayerOf(needed(kind, 'filters', channels), needed(kind, 'kernelSize', size), named(given) as O);
    return layer.apply(inputs) as Tensor<DTypeOf<X>, 'array'>;
  };
}

export abstract class PlainConvolution extends Convolution {
  #kernel: Variable | undefined;

  /** [...sizes, channels, filters]. */
  get kernel(): Variable | undefined {
    return this.#kernel;
  }

  protected buildKernel(channels: number): void {
    const sizes = [...this.kernelSize, channels, this.filters];
    this.#kernel = this.addWeight('kernel', sizes, kernelOptions(this.given));
  }
}

/** A convolution of sequences: [n, w, c] → [n, w′, filters]. */
export class Conv1D extends PlainConvolution {
  constructor(...args: ConvolutionArguments) {
    super('conv1d', 1, ...args);
  }

  protected convolve(inputs: Tensor): Tensor {
    return conv1dOf(inputs, this.kernel!, this.strides[0], this.padding, {
      dataFormat: this.format === 'NHWC' ? 'NWC' : 'NCW',
      dilations: this.dilationRate[0],
    });
  }
}

/** A convolution of images: [n, h, w, c] → [n, h′, w′, filters]. */
export class Conv2D extends PlainConvolution {
  constructor(...args: ConvolutionArguments) {
    super('conv2d', 2, ...args);
  }

  protected convolve(inputs: Tensor): Tensor {
    return conv2dOf(inputs, this.kernel!, alongImage(this.strides, this.format), this.padding, {
      dataFormat: this.format,
      dilations: alongImage(this.dilationRate, this.format),
    });
  }
}

/** Options of all layers with a kernel, in the notation of signatures. */
export const kernelSignature =
  'useBias = true, kernelInitializer: any, biasInitializer: any, kernelRegularizer: any, biasRegularizer: any, activityRegularizer: any, kernelConstraint: any, biasConstraint: any, trainable = true, name, reuse: any';

/**
 * activation(convolution + bias) of sequences: [n, w, c] → [n, w′, filters]. The variables are `kernel`
 * [size, c, filters] and `bias` [filters], in a variable scope of the layer's name.
 * @throws ShapeError if the number of channels is not known.
 */
export const conv1d = publicFunction(
  `layers.conv1d(inputs: tensor, filters: number, kernelSize: any, strides: any = 1, padding = 'valid', {dataFormat = 'channels_last', dilationRate: any, activation: any, ${kernelSignature}})`,
  convolutionFunction('conv1d', Conv1D),
);

/**
 * activation(convolution + bias) of images: [n, h, w, c] → [n, h′, w′, filters]. The variables are `kernel`
 * [rows, columns, c, filters] and `bias` [filters], in a variable scope of the layer's name.
 * @throws ShapeError if the number of channels is not known, or the kernel is larger than the image.
 */
export const conv2d = publicFunction(
  `layers.conv2d(inputs: tensor, filters: number, kernelSize: any, strides: any = 1, padding = 'valid', {dataFormat = 'channels_last', dilationRate: any, activation: any, ${kernelSignature}})`,
  convolutionFunction('conv2d', Conv2D),
);
