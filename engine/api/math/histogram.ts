/** How many elements there are: of each integer, in each part of a range. */

import type { DType, Tensor } from '../../graph/index.ts';
import { apply } from '../apply-op.ts';
import { constant } from '../array/constant.ts';
import { zerosLike } from '../array/filled.ts';
import { shape } from '../array/shape.ts';
import { convertToTensor, type TensorLike } from '../convert.ts';
import { opScope } from '../op-scope.ts';
import { readOptions } from '../options.ts';
import { publicFunction } from '../signature.ts';
import { reduce } from './reduce-op.ts';

export interface HistogramFixedWidthOptions<D extends DType = DType> {
  /** How many parts; default 100. */
  readonly nbins?: TensorLike;
  /** int32 (default) or int64. */
  readonly dtype?: D;
  readonly name?: string;
}

/**
 * How many of `values` (any shape) fall into each of `nbins` equal parts of `valueRange`, [low, high], of the same type.
 * What is below or above counts to the first or last part.
 * @throws InvalidArgumentError when it runs, for an empty range and for NaN.
 */
export const histogramFixedWidth = publicFunction(
  "histogramFixedWidth(values: tensor, valueRange: tensor, nbins: tensor = 100, dtype = 'int32', {name})",
  <D extends 'int32' | 'int64' = 'int32'>(
    values: TensorLike,
    valueRange: TensorLike,
    nbins?: TensorLike | HistogramFixedWidthOptions<D>,
    dtype?: D | HistogramFixedWidthOptions<D>,
    options?: HistogramFixedWidthOptions<D>,
  ): Tensor<NoInfer<D>, 'array'> => {
    const given = readOptions<HistogramFixedWidthOptions>(['nbins', 'dtype'], [nbins, dtype, options]);
    const attributes = { dtype: given.dtype ?? 'int32' };
    const name = { name: given.name, fallback: 'histogram_fixed_width' };
    return apply('HistogramFixedWidth', [values, valueRange, given.nbins ?? 100], attributes, name);
  },
);

export interface BincountOptions<D extends DType = DType> {
  /** One for each integer: their sums take the place of counts. */
  readonly weights?: TensorLike;
  /** The result has at least this many elements. */
  readonly minlength?: TensorLike;
  /** The result has at most this many elements: larger integers are left out. */
  readonly maxlength?: TensorLike;
  /** The type of counts; default int32. With weights the result has their type. */
  readonly dtype?: D;
  readonly name?: string;
}

/**
 * How often each integer occurs in `arr` (int32, any shape, not negative): element i of the result is for i, up to the
 * largest there is. How many elements the result has, only a run tells.
 */
export const bincount = publicFunction(
  "bincount(arr: tensor, weights?: tensor, minlength?: tensor, maxlength?: tensor, dtype = 'int32', {name})",
  <D extends DType = DType>(
    arr: TensorLike,
    weights?: TensorLike | null | BincountOptions<D>,
    minlength?: TensorLike | null | BincountOptions<D>,
    maxlength?: TensorLike | null | BincountOptions<D>,
    dtype?: D | BincountOptions<D>,
    options?: BincountOptions<D>,
  ): Tensor<NoInfer<D>, 'array'> => {
    const names = ['weights', 'minlength', 'maxlength', 'dtype'] as const;
    const given = readOptions<BincountOptions>(names, [weights, minlength, maxlength, dtype, options]);
    return opScope(given.name, 'bincount', [arr, given.weights], () => {
      const integers = convertToTensor(arr, { dtype: 'int32', name: 'arr' });
      const isFilled = apply('Cast', [apply('Greater', [reduce('Prod', shape(integers), [0]), 0])], { DstT: 'int32' });
      let size = apply('Mul', [isFilled, apply('Add', [reduce('Max', integers, null), 1])]);
      if (given.minlength !== undefined) size = apply('Maximum', [given.minlength, size]);
      if (given.maxlength !== undefined) size = apply('Minimum', [given.maxlength, size]);
      if (given.weights === undefined) {
        return apply('Bincount', [integers, size, constant([], { dtype: given.dtype ?? 'int32', shape: [0] })]);
      }
      const sums = convertToTensor(given.weights, { name: 'weights' });
      return apply('UnsortedSegmentSum', [
        sums,
        given.maxlength === undefined ? integers : below(size, integers),
        size,
      ]);
    }) as never;
  },
);

/** Integers of `size` and above become negative, which segments leave out. */
function below(size: Tensor, integers: Tensor): Tensor {
  const outside = apply('Sub', [zerosLike(integers), 1]);
  return apply('Select', [apply('Less', [integers, size]), integers, outside]);
}
