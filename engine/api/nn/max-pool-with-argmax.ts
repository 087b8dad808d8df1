/** `tf.nn.maxPoolWithArgmax`. */

import { GraphError, type Tensor } from '../../graph/index.ts';
import { applyOp } from '../apply-op.ts';
import type { TensorLike } from '../convert.ts';
import { readOptions } from '../options.ts';
import { publicFunction } from '../signature.ts';
import type { DTypeOf } from '../static-types.ts';
import type { PaddingMode } from './window-attributes.ts';

export interface MaxPoolWithArgmaxOptions {
  /** Sizes of the window: `[1, rows, columns, 1]`. */
  readonly ksize?: readonly number[];
  /** Steps of the window, written as `ksize`. */
  readonly strides?: readonly number[];
  readonly padding?: PaddingMode;
  /** The order of axes; only NHWC. */
  readonly dataFormat?: 'NHWC';
  /** The type of `argmax`: int64 (default) or int32. */
  readonly outputDtype?: 'int32' | 'int64';
  /** The old name of `outputDtype`. */
  readonly Targmax?: 'int32' | 'int64';
  /** Whether places count through the whole batch, not through each image; default false. */
  readonly includeBatchInIndex?: boolean;
  readonly name?: string;
}

/** A pair that also answers to names. */
export type MaxPoolWithArgmax<X extends TensorLike> = [
  output: Tensor<DTypeOf<X>, 'array'>,
  argmax: Tensor<'int32' | 'int64', 'array'>,
] & { output: Tensor<DTypeOf<X>, 'array'>; argmax: Tensor<'int32' | 'int64', 'array'> };

/**
 * The largest of each window of images [n, h, w, c] → [n, h′, w′, c], and where it lies: (row · w + column) · c + channel,
 * of equal elements the first. The gradient goes there.
 */
export const maxPoolWithArgmax = publicFunction(
  "nn.maxPoolWithArgmax(input: tensor, ksize: any, strides: any, padding: string, {dataFormat = 'NHWC', outputDtype = 'int64', Targmax: dtype, includeBatchInIndex = false, name})",
  <X extends TensorLike>(
    input: X,
    ksize?: readonly number[] | MaxPoolWithArgmaxOptions,
    strides?: readonly number[] | MaxPoolWithArgmaxOptions,
    padding?: PaddingMode | MaxPoolWithArgmaxOptions,
    options?: MaxPoolWithArgmaxOptions,
  ): MaxPoolWithArgmax<X> => {
    const names = ['ksize', 'strides', 'padding'] as const;
    const given = readOptions<MaxPoolWithArgmaxOptions>(names, [ksize, strides, padding, options]);
    if (!given.ksize || !given.strides || given.padding === undefined) {
      throw new GraphError(
        "maxPoolWithArgmax needs ksize and strides, one number an axis, and padding, 'SAME' or 'VALID'.",
      );
    }
    if ((given.dataFormat ?? 'NHWC') !== 'NHWC') {
      throw new GraphError("data_format values other than 'NHWC' are not supported.");
    }
    const attributes = {
      ksize: given.ksize,
      strides: given.strides,
      padding: given.padding,
      Targmax: given.outputDtype ?? given.Targmax ?? 'int64',
      include_batch_in_index: given.includeBatchInIndex ?? false,
    };
    const [output, argmax] = applyOp('MaxPoolWithArgmax', [input], attributes, { name: given.name }).outputs;
    return Object.assign([output, argmax], { output, argmax }) as MaxPoolWithArgmax<X>;
  },
);
