/** `tf.nn`: the largest and the smallest under a window, with a filter added to it. */

import type { Tensor } from '../../graph/index.ts';
import { op } from '../../ops/index.ts';
import { apply } from '../apply-op.ts';
import { convertToTensor, type TensorLike } from '../convert.ts';
import { opScope } from '../op-scope.ts';
import { readOptions } from '../options.ts';
import { publicFunction } from '../signature.ts';
import type { DTypeOf } from '../static-types.ts';
import type { PaddingMode } from './convolution.ts';

export interface MorphologyOptions {
  /** Steps of the window: [1, rows, columns, 1]. */
  readonly strides?: readonly number[];
  /** Distances between the filter's elements: [1, rows, columns, 1]. */
  readonly rates?: readonly number[];
  readonly padding?: PaddingMode;
  readonly name?: string;
}

const names = ['strides', 'rates', 'padding'] as const;

/**
 * Grayscale dilation of images [n, h, w, c] by a filter [rows, columns, c] → [n, h′, w′, c]: the largest sum of a pixel
 * and the filter's element on it. The gradient goes to the first place where it is.
 * @throws ShapeError if the depths differ.
 */
export const dilation2d = publicFunction(
  'nn.dilation2d(input: tensor, filter: tensor, strides: any, rates: any, padding: string, {name})',
  <X extends TensorLike>(
    input: X,
    filter: TensorLike,
    strides: readonly number[] | MorphologyOptions,
    rates?: readonly number[] | MorphologyOptions,
    padding?: PaddingMode | MorphologyOptions,
    options?: MorphologyOptions,
  ): Tensor<DTypeOf<X>, 'array'> => {
    const { name, ...given } = readOptions<MorphologyOptions>(names, [strides, rates, padding, options]);
    return apply('Dilation2D', [input, filter], { ...given }, { name });
  },
);

/** Grayscale erosion: the smallest difference of a pixel and the element on it of the mirrored filter `kernel`. */
export const erosion2d = publicFunction(
  'nn.erosion2d(value: tensor, kernel: tensor, strides: any, rates: any, padding: string, {name})',
  <X extends TensorLike>(
    value: X,
    kernel: TensorLike,
    strides: readonly number[] | MorphologyOptions,
    rates?: readonly number[] | MorphologyOptions,
    padding?: PaddingMode | MorphologyOptions,
    options?: MorphologyOptions,
  ): Tensor<DTypeOf<X>, 'array'> => {
    const { name, ...given } = readOptions<MorphologyOptions>(names, [strides, rates, padding, options]);
    return opScope(name, 'erosion2d', [value, kernel], (scope) => {
      const image = convertToTensor(value, { name: 'value' });
      const filter = convertToTensor(kernel, { dtype: image.dtype, name: 'kernel' });
      const mirrored = apply('ReverseV2', [filter, Int32Array.of(0, 1)]);
      return op('Neg', [op('Dilation2D', [op('Neg', [image]), mirrored], { ...given })], {}, scope);
    }) as Tensor<DTypeOf<X>, 'array'>;
  },
);
