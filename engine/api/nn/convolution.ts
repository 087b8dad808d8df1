/** `tf.nn`: convolutions of images and sequences. */

import { isKnown, ShapeError, type Tensor } from '../../graph/index.ts';
import { op } from '../../ops/index.ts';
import { apply } from '../apply-op.ts';
import { convertToIndex, convertToTensor, type TensorLike } from '../convert.ts';
import { opScope } from '../op-scope.ts';
import { readOptions } from '../options.ts';
import { publicFunction } from '../signature.ts';
import type { DTypeOf } from '../static-types.ts';
import { type ImageFormat, type PaddingMode, windowAttributes } from './window-attributes.ts';

export type { ImageFormat, PaddingMode };

export interface Conv2dOptions {
  /** Steps of the window along each axis of the input: `[1, rows, columns, 1]` in NHWC. */
  readonly strides?: readonly number[];
  /** A mode, or zeros before and after each axis: `[[0, 0], [1, 1], [1, 1], [0, 0]]`. */
  readonly padding?: PaddingMode | readonly (readonly [before: number, after: number])[];
  readonly useCudnnOnGpu?: boolean;
  /** The order of axes of input and output; default NHWC. */
  readonly dataFormat?: ImageFormat;
  /** Distances between the filter's elements along each axis; default 1. */
  readonly dilations?: readonly number[];
  readonly name?: string;
}

/**
 * Convolution of images [n, h, w, c] with a filter [rows, columns, c, d] → [n, h′, w′, d]. As everywhere in this field,
 * the filter is not mirrored.
 * @throws ShapeError if the depths differ or the window is larger than the image.
 */
export const conv2d = publicFunction(
  "nn.conv2d(input: tensor, filter: tensor, strides: any, padding: string, {useCudnnOnGpu = true, dataFormat = 'NHWC', dilations, name})",
  <X extends TensorLike>(
    input: X,
    filter: TensorLike,
    strides?: readonly number[] | Conv2dOptions,
    padding?: Conv2dOptions['padding'] | Conv2dOptions,
    options?: Conv2dOptions,
  ): Tensor<DTypeOf<X>, 'array'> => {
    const given = readOptions<Conv2dOptions>(['strides', 'padding'], [strides, padding, options]);
    return apply('Conv2D', [input, filter], windowAttributes('conv2d', given), { name: given.name });
  },
);

/**
 * The transpose of conv2d (its gradient with respect to its input): value [n, h, w, d], filter [rows, columns, c, d] and
 * the sizes of the result → [n, h′, w′, c].
 */
export const conv2dTranspose = publicFunction(
  "nn.conv2dTranspose(value: tensor, filter: tensor, outputShape: shape, strides: any, padding = 'SAME', {dataFormat = 'NHWC', name})",
  <X extends TensorLike>(
    value: X,
    filter: TensorLike,
    outputShape: TensorLike,
    strides?: readonly number[] | Conv2dOptions,
    padding?: Conv2dOptions['padding'] | Conv2dOptions,
    options?: Conv2dOptions,
  ): Tensor<DTypeOf<X>, 'array'> => {
    const given = readOptions<Conv2dOptions>(['strides', 'padding'], [strides, padding, options]);
    return opScope(given.name, 'conv2d_transpose', [value, filter, outputShape], (scope) => {
      const gradient = convertToTensor(value, { name: 'value' });
      const weights = convertToTensor(filter, { dtype: gradient.dtype, name: 'filter' });
      const sizes = convertToIndex(outputShape, 'output_shape');
      const attributes = windowAttributes('conv2dTranspose', { padding: 'SAME', ...given });
      return op('Conv2DBackpropInput', [sizes, weights, gradient], attributes, scope) as Tensor<DTypeOf<X>, 'array'>;
    });
  },
);

export interface DepthwiseConv2dOptions extends Conv2dOptions {
  readonly padding?: PaddingMode;
  /** Distances between the filter's elements along rows and columns; default [1, 1]. */
  readonly rate?: readonly [rows: number, columns: number];
}

/**
 * Convolution of each channel by itself: input [n, h, w, c], filter [rows, columns, c, q] → [n, h′, w′, c · q], the q
 * results of a channel side by side.
 */
export const depthwiseConv2d = publicFunction(
  "nn.depthwiseConv2d(input: tensor, filter: tensor, strides: any, padding: string, {rate, dataFormat = 'NHWC', dilations, name})",
  <X extends TensorLike>(
    input: X,
    filter: TensorLike,
    strides?: readonly number[] | DepthwiseConv2dOptions,
    padding?: PaddingMode | DepthwiseConv2dOptions,
    options?: DepthwiseConv2dOptions,
  ): Tensor<DTypeOf<X>, 'array'> => {
    const given = readOptions<DepthwiseConv2dOptions>(['strides', 'padding'], [strides, padding, options]);
    const attributes = depthwiseAttributes('depthwiseConv2d', given);
    return apply('DepthwiseConv2dNative', [input, filter], attributes, { name: given.name, fallback: 'depthwise' });
  },
);

/**
 * A convolution of each channel by itself, then a mixture of the channels at each point: input [n, h, w, c], filters
 * [rows, columns, c, q] and [1, 1, c · q, d] → [n, h′, w′, d]. Strides, padding and rate are those of the first.
 * @throws ShapeError if the second filter is larger than one point, or the depths differ.
 */
export const separableConv2d = publicFunction(
  "nn.separableConv2d(input: tensor, depthwiseFilter: tensor, pointwiseFilter: tensor, strides: any, padding: string, {rate, dataFormat = 'NHWC', dilations, name})",
  <X extends TensorLike>(
    input: X,
    depthwiseFilter: TensorLike,
    pointwiseFilter: TensorLike,
    strides?: readonly number[] | DepthwiseConv2dOptions,
    padding?: PaddingMode | DepthwiseConv2dOptions,
    options?: DepthwiseConv2dOptions,
  ): Tensor<DTypeOf<X>, 'array'> => {
    const given = readOptions<DepthwiseConv2dOptions>(['strides', 'padding'], [strides, padding, options]);
    return opScope(given.name, 'separable_conv2d', [input, depthwiseFilter, pointwiseFilter], (scope) => {
      const image = convertToTensor(input, { name: 'tensor_in' });
      const { dtype } = image;
      const each = convertToTensor(depthwiseFilter, { dtype, name: 'depthwise_filter' });
      const mixture = convertToTensor(pointwiseFilter, { dtype, name: 'pointwise_filter' });
      const wide = mixture.shape.dims?.slice(0, 2).find((size) => isKnown(size) && size !== 1);
      if (wide !== undefined) {
        throw new ShapeError(`Dimensions ${wide} and 1 are not compatible: the pointwise filter covers one point.`);
      }
      const depthwise = op(
        'DepthwiseConv2dNative',
        [image, each],
        depthwiseAttributes('separableConv2d', given),
        'depthwise',
      );
      const { dataFormat } = given;
      const pointwise = windowAttributes('separableConv2d', { strides: [1, 1, 1, 1], padding: 'VALID', dataFormat });
      return op('Conv2D', [depthwise, mixture], pointwise, scope) as Tensor<DTypeOf<X>, 'array'>;
    });
  },
);

/** Attributes of a convolution of each channel by itself. @throws GraphError if strides or padding are missing. */
function depthwiseAttributes(name: string, given: Partial<DepthwiseConv2dOptions>) {
  const [rows, columns] = given.rate ?? [1, 1];
  const dilations = given.dilations ?? (given.dataFormat === 'NCHW' ? [1, 1, rows, columns] : [1, rows, columns, 1]);
  const { strides, padding, data_format } = windowAttributes(name, { ...given, dilations });
  return { strides, padding, data_format, dilations };
}

export interface Conv1dOptions {
  /** How far the window moves. */
  readonly stride?: number;
  readonly padding?: PaddingMode;
  /** NWC (default): channels last; NCW: channels first. */
  readonly dataFormat?: 'NWC' | 'NCW' | ImageFormat;
  /** The distance between the filter's elements; default 1. */
  readonly dilations?: number;
  readonly name?: string;
}

/** Convolution of sequences [n, w, c] with a filter [size, c, d] → [n, w′, d]. */
export const conv1d = publicFunction(
  "nn.conv1d(value: tensor, filters: tensor, stride: number, padding: string, {dataFormat = 'NWC', dilations: number, name})",
  <X extends TensorLike>(
    value: X,
    filters: TensorLike,
    stride?: number | Conv1dOptions,
    padding?: PaddingMode | Conv1dOptions,
    options?: Conv1dOptions,
  ): Tensor<DTypeOf<X>, 'array'> => {
    const given = readOptions<Conv1dOptions>(['stride', 'padding'], [stride, padding, options]);
    const first = given.dataFormat === 'NCW' || given.dataFormat === 'NCHW';
    const axis = first ? 2 : 1;
    return opScope(given.name, 'conv1d', [value, filters], (scope) => {
      const image = apply('ExpandDims', [value, axis]);
      const filter = apply('ExpandDims', [filters, 0]);
      const along = (step: number) => (first ? [1, 1, 1, step] : [1, 1, step, 1]);
      const attributes = windowAttributes('conv1d', {
        strides: along(given.stride ?? 1),
        dataFormat: first ? 'NCHW' : 'NHWC',
        padding: given.padding,
        dilations: along(given.dilations ?? 1),
      });
      const result = op('Conv2D', [image, filter], attributes, scope);
      return op('Squeeze', [result], { squeeze_dims: [axis] }) as Tensor<DTypeOf<X>, 'array'>;
    });
  },
);
