/** `tf.nn`: single operations that convolutions and their gradients are made of, under names of their own. */

import type { Tensor } from '../../graph/index.ts';
import { apply } from '../apply-op.ts';
import type { TensorLike } from '../convert.ts';
import { readOptions } from '../options.ts';
import { publicFunction } from '../signature.ts';
import type { DTypeOf } from '../static-types.ts';
import type { Conv2dOptions } from './convolution.ts';
import { type ImageFormat, type PaddingMode, windowAttributes } from './window-attributes.ts';

/**
 * The gradient of conv2d with respect to its input, of the shape `inputSizes`: filter [rows, columns, c, d] and the
 * gradient with respect to the output [n, h′, w′, d].
 */
export const conv2dBackpropInput = publicFunction(
  "nn.conv2dBackpropInput(inputSizes: shape, filter: tensor, outBackprop: tensor, strides: any, padding: string, {useCudnnOnGpu = true, dataFormat = 'NHWC', dilations, name})",
  <X extends TensorLike>(
    inputSizes: TensorLike,
    filter: X,
    outBackprop: TensorLike,
    strides?: readonly number[] | Conv2dOptions,
    padding?: Conv2dOptions['padding'] | Conv2dOptions,
    options?: Conv2dOptions,
  ): Tensor<DTypeOf<X>, 'array'> => {
    const given = readOptions<Conv2dOptions>(['strides', 'padding'], [strides, padding, options]);
    const attributes = windowAttributes('conv2dBackpropInput', given);
    return apply('Conv2DBackpropInput', [inputSizes, filter, outBackprop], attributes, { name: given.name });
  },
);

/**
 * The gradient of conv2d with respect to its filter, of the shape `filterSizes`: input [n, h, w, c] and the gradient with
 * respect to the output [n, h′, w′, d].
 */
export const conv2dBackpropFilter = publicFunction(
  "nn.conv2dBackpropFilter(input: tensor, filterSizes: shape, outBackprop: tensor, strides: any, padding: string, {useCudnnOnGpu = true, dataFormat = 'NHWC', dilations, name})",
  <X extends TensorLike>(
    input: X,
    filterSizes: TensorLike,
    outBackprop: TensorLike,
    strides?: readonly number[] | Conv2dOptions,
    padding?: Conv2dOptions['padding'] | Conv2dOptions,
    options?: Conv2dOptions,
  ): Tensor<DTypeOf<X>, 'array'> => {
    const given = readOptions<Conv2dOptions>(['strides', 'padding'], [strides, padding, options]);
    const attributes = windowAttributes('conv2dBackpropFilter', given);
    return apply('Conv2DBackpropFilter', [input, filterSizes, outBackprop], attributes, { name: given.name });
  },
);

export interface DepthwiseNativeOptions {
  /** Steps of the window along each axis of the input: `[1, rows, columns, 1]` in NHWC. */
  readonly strides?: readonly number[];
  readonly padding?: PaddingMode;
  /** The order of axes of input and output; default NHWC. */
  readonly dataFormat?: ImageFormat;
  /** Distances between the filter's elements along each axis; default 1. */
  readonly dilations?: readonly number[];
  readonly name?: string;
}

/** Attributes of a depthwise operation: those of a convolution that it has. */
function depthwiseAttributes(name: string, given: Partial<DepthwiseNativeOptions>) {
  const { strides, padding, data_format, dilations } = windowAttributes(name, given);
  return { strides, padding, data_format, dilations };
}

/** The operation under `depthwiseConv2d`: input [n, h, w, c], filter [rows, columns, c, q] → [n, h′, w′, c · q]. */
export const depthwiseConv2dNative = publicFunction(
  "nn.depthwiseConv2dNative(input: tensor, filter: tensor, strides: any, padding: string, {dataFormat = 'NHWC', dilations, name})",
  <X extends TensorLike>(
    input: X,
    filter: TensorLike,
    strides?: readonly number[] | DepthwiseNativeOptions,
    padding?: PaddingMode | DepthwiseNativeOptions,
    options?: DepthwiseNativeOptions,
  ): Tensor<DTypeOf<X>, 'array'> => {
    const given = readOptions<DepthwiseNativeOptions>(['strides', 'padding'], [strides, padding, options]);
    const attributes = depthwiseAttributes('depthwiseConv2dNative', given);
    return apply('DepthwiseConv2dNative', [input, filter], attributes, { name: given.name });
  },
);

/** Its gradient with respect to the input, of the shape `inputSizes`. */
export const depthwiseConv2dNativeBackpropInput = publicFunction(
  "nn.depthwiseConv2dNativeBackpropInput(inputSizes: shape, filter: tensor, outBackprop: tensor, strides: any, padding: string, {dataFormat = 'NHWC', dilations, name})",
  <X extends TensorLike>(
    inputSizes: TensorLike,
    filter: X,
    outBackprop: TensorLike,
    strides?: readonly number[] | DepthwiseNativeOptions,
    padding?: PaddingMode | DepthwiseNativeOptions,
    options?: DepthwiseNativeOptions,
  ): Tensor<DTypeOf<X>, 'array'> => {
    const given = readOptions<DepthwiseNativeOptions>(['strides', 'padding'], [strides, padding, options]);
    const attributes = depthwiseAttributes('depthwiseConv2dNativeBackpropInput', given);
    const inputs = [inputSizes, filter, outBackprop];
    return apply('DepthwiseConv2dNativeBackpropInput', inputs, attributes, { name: given.name });
  },
);

/** Its gradient with respect to the filter, of the shape `filterSizes`. */
export const depthwiseConv2dNativeBackpropFilter = publicFunction(
  "nn.depthwiseConv2dNativeBackpropFilter(input: tensor, filterSizes: shape, outBackprop: tensor, strides: any, padding: string, {dataFormat = 'NHWC', dilations, name})",
  <X extends TensorLike>(
    input: X,
    filterSizes: TensorLike,
    outBackprop: TensorLike,
    strides?: readonly number[] | DepthwiseNativeOptions,
    padding?: PaddingMode | DepthwiseNativeOptions,
    options?: DepthwiseNativeOptions,
  ): Tensor<DTypeOf<X>, 'array'> => {
    const given = readOptions<DepthwiseNativeOptions>(['strides', 'padding'], [strides, padding, options]);
    const attributes = depthwiseAttributes('depthwiseConv2dNativeBackpropFilter', given);
    const inputs = [input, filterSizes, outBackprop];
    return apply('DepthwiseConv2dNativeBackpropFilter', inputs, attributes, { name: given.name });
  },
);
