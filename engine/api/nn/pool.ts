/** `tf.nn.maxPool` and `tf.nn.avgPool`. */

import { GraphError, type Tensor } from '../../graph/index.ts';
import { op } from '../../ops/index.ts';
import { convertToTensor, type TensorLike } from '../convert.ts';
import { opScope } from '../op-scope.ts';
import { readOptions } from '../options.ts';
import { publicFunction } from '../signature.ts';
import type { DTypeOf } from '../static-types.ts';
import type { ImageFormat, PaddingMode } from './convolution.ts';

export interface PoolOptions {
  /** Sizes of the window along each axis: `[1, rows, columns, 1]` in NHWC; one number or two mean rows and columns. */
  readonly ksize?: number | readonly number[];
  /** Steps of the window, written as `ksize`. */
  readonly strides?: number | readonly number[];
  readonly padding?: PaddingMode;
  /** The order of axes; default NHWC. */
  readonly dataFormat?: ImageFormat;
  readonly name?: string;
}

function pool(type: 'MaxPool' | 'AvgPool', argument: string, fallback: string = type) {
  return <X extends TensorLike>(
    value: X,
    ksize?: PoolOptions['ksize'] | PoolOptions,
    strides?: PoolOptions['strides'] | PoolOptions,
    padding?: PaddingMode | PoolOptions,
    options?: PoolOptions,
  ): Tensor<DTypeOf<X>, 'array'> => {
    const given = readOptions<PoolOptions>(['ksize', 'strides', 'padding'], [ksize, strides, padding, options]);
    const { dataFormat = 'NHWC' } = given;
    if (given.ksize === undefined || given.strides === undefined || given.padding === undefined) {
      throw new GraphError(
        `${type === 'MaxPool' ? 'maxPool' : 'avgPool'} needs ksize and strides, one number an axis, and padding, 'SAME' or 'VALID'.`,
      );
    }
    const attributes = {
      ksize: sizesOf(given.ksize, dataFormat),
      strides: sizesOf(given.strides, dataFormat),
      padding: given.padding,
      data_format: dataFormat,
    };
    return opScope(given.name, fallback, [value], (scope) =>
      op(type, [convertToTensor(value, { name: argument })], attributes, scope),
    ) as Tensor<DTypeOf<X>, 'array'>;
  };
}

function sizesOf(given: number | readonly number[], format: ImageFormat): readonly number[] {
  const list = typeof given === 'number' ? [given] : given;
  if (list.length !== 1 && list.length !== 2) return list;
  const [rows, columns = rows] = list;
  return format === 'NHWC' ? [1, rows, columns, 1] : [1, 1, rows, columns];
}

/** The largest of each window: [n, h, w, c] → [n, h′, w′, c]. Its gradient goes to the first largest element. */
export const maxPool = publicFunction(
  "nn.maxPool(value: tensor, ksize: any, strides: any, padding: string, {dataFormat = 'NHWC', name})",
  pool('MaxPool', 'input'),
);

/** As maxPool, named after the images that it is for. */
export const maxPool2d = publicFunction(
  "nn.maxPool2d(input: tensor, ksize: any, strides: any, padding: string, {dataFormat = 'NHWC', name})",
  pool('MaxPool', 'input', 'MaxPool2d'),
);

/** The mean of each window, of the elements inside the image: [n, h, w, c] → [n, h′, w′, c]. */
export const avgPool = publicFunction(
  "nn.avgPool(value: tensor, ksize: any, strides: any, padding: string, {dataFormat = 'NHWC', name})",
  pool('AvgPool', 'value'),
);
