/** `tf.nn`: convolution and pooling of volumes. */

import { GraphError, type Tensor } from '../../graph/index.ts';
import { op } from '../../ops/index.ts';
import { apply } from '../apply-op.ts';
import { convertToIndex, convertToTensor, type TensorLike } from '../convert.ts';
import { opScope } from '../op-scope.ts';
import { readOptions } from '../options.ts';
import { publicFunction } from '../signature.ts';
import type { DTypeOf } from '../static-types.ts';
import type { PaddingMode } from './convolution.ts';

export interface Conv3dOptions {
  /** Steps of the window: `[1, planes, rows, columns, 1]`. */
  readonly strides?: readonly number[];
  readonly padding?: PaddingMode;
  /** The order of axes; only NDHWC here. */
  readonly dataFormat?: 'NDHWC';
  /** Distances between the filter's elements: `[1, planes, rows, columns, 1]`; default 1. */
  readonly dilations?: readonly number[];
  readonly name?: string;
}

function attributesFrom(name: string, { strides, padding, dataFormat, dilations }: Conv3dOptions) {
  if (!strides || padding === undefined) {
    throw new GraphError(`${name} needs strides, one number an axis, and padding, 'SAME' or 'VALID'.`);
  }
  return { strides, padding, data_format: dataFormat ?? 'NDHWC', dilations: dilations ?? [1, 1, 1, 1, 1] };
}

/**
 * Convolution of volumes [n, d, h, w, c] with a filter [planes, rows, columns, c, e] → [n, d′, h′, w′, e]. As everywhere in
 * this field, the filter is not mirrored.
 * @throws ShapeError if the depths differ or the window is larger than the volume.
 */
export const conv3d = publicFunction(
  "nn.conv3d(input: tensor, filter: tensor, strides: any, padding: string, {dataFormat = 'NDHWC', dilations, name})",
  <X extends TensorLike>(
    input: X,
    filter: TensorLike,
    strides?: readonly number[] | Conv3dOptions,
    padding?: PaddingMode | Conv3dOptions,
    options?: Conv3dOptions,
  ): Tensor<DTypeOf<X>, 'array'> => {
    const given = readOptions<Conv3dOptions>(['strides', 'padding'], [strides, padding, options]);
    return apply('Conv3D', [input, filter], attributesFrom('conv3d', given), { name: given.name });
  },
);

/**
 * The transpose of conv3d (its gradient with respect to its input): value [n, d, h, w, e], filter [planes, rows, columns,
 * c, e] and the sizes of the result → [n, d′, h′, w′, c].
 */
export const conv3dTranspose = publicFunction(
  "nn.conv3dTranspose(value: tensor, filter: tensor, outputShape: shape, strides: any, padding = 'SAME', {dataFormat = 'NDHWC', name})",
  <X extends TensorLike>(
    value: X,
    filter: TensorLike,
    outputShape: TensorLike,
    strides?: readonly number[] | Conv3dOptions,
    padding?: PaddingMode | Conv3dOptions,
    options?: Conv3dOptions,
  ): Tensor<DTypeOf<X>, 'array'> => {
    const given = readOptions<Conv3dOptions>(['strides', 'padding'], [strides, padding, options]);
    return opScope(given.name, 'conv3d_transpose', [value, filter, outputShape], (scope) => {
      const gradient = convertToTensor(value, { name: 'value' });
      const weights = convertToTensor(filter, { dtype: gradient.dtype, name: 'filter' });
      const sizes = convertToIndex(outputShape, 'output_shape');
      const attributes = attributesFrom('conv3dTranspose', { padding: 'SAME', ...given });
      return op('Conv3DBackpropInputV2', [sizes, weights, gradient], attributes, scope);
    }) as Tensor<DTypeOf<X>, 'array'>;
  },
);

export interface Pool3dOptions {
  /** Sizes of the window: `[1, planes, rows, columns, 1]`. */
  readonly ksize?: readonly number[];
  /** Steps of the window, written as `ksize`. */
  readonly strides?: readonly number[];
  readonly padding?: PaddingMode;
  /** The order of axes; only NDHWC here. */
  readonly dataFormat?: 'NDHWC';
  readonly name?: string;
}

function pool3d(type: 'MaxPool3D' | 'AvgPool3D') {
  return <X extends TensorLike>(
    input: X,
    ksize?: readonly number[] | Pool3dOptions,
    strides?: readonly number[] | Pool3dOptions,
    padding?: PaddingMode | Pool3dOptions,
    options?: Pool3dOptions,
  ): Tensor<DTypeOf<X>, 'array'> => {
    const given = readOptions<Pool3dOptions>(['ksize', 'strides', 'padding'], [ksize, strides, padding, options]);
    const { name, dataFormat = 'NDHWC' } = given;
    if (!given.ksize || !given.strides || given.padding === undefined) {
      throw new GraphError(
        `${type === 'MaxPool3D' ? 'maxPool3d' : 'avgPool3d'} needs ksize and strides, one number an axis, and padding, 'SAME' or 'VALID'.`,
      );
    }
    const attributes = { ksize: given.ksize, strides: given.strides, padding: given.padding, data_format: dataFormat };
    return apply(type, [input], attributes, { name });
  };
}

/** The largest of each window of volumes: [n, d, h, w, c] → [n, d′, h′, w′, c]. Its gradient goes to one largest element. */
export const maxPool3d = publicFunction(
  "nn.maxPool3d(input: tensor, ksize: any, strides: any, padding: string, {dataFormat = 'NDHWC', name})",
  pool3d('MaxPool3D'),
);

/** The mean of each window of volumes, of the elements inside: [n, d, h, w, c] → [n, d′, h′, w′, c]. */
export const avgPool3d = publicFunction(
  "nn.avgPool3d(input: tensor, ksize: any, strides: any, padding: string, {dataFormat = 'NDHWC', name})",
  pool3d('AvgPool3D'),
);
