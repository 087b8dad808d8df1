/** Parts of images under sliding windows. */

import type { Tensor } from '../../graph/index.ts';
import { apply } from '../apply-op.ts';
import type { TensorLike } from '../convert.ts';
import type { PaddingMode } from '../nn/convolution.ts';
import { readOptions } from '../options.ts';
import { publicFunction } from '../signature.ts';
import type { DTypeOf } from '../static-types.ts';
import type { NameOption } from './pixels.ts';

export interface PatchOptions extends NameOption {
  /** The window: [1, rows, columns, 1]. */
  readonly ksizes?: readonly number[];
  /** Its steps: [1, rows, columns, 1]. */
  readonly strides?: readonly number[];
  /** Distances between the pixels of a window: [1, rows, columns, 1]. */
  readonly rates?: readonly number[];
  readonly padding?: PaddingMode;
}

/**
 * What lies under each window of images [n, h, w, c], row by row, as one pixel: [n, h′, w′, rows · columns · c]. The
 * gradient needs a known c.
 */
export const extractImagePatches = publicFunction(
  'extractImagePatches(images: tensor, ksizes: any, strides: any, rates: any, padding: string, {name})',
  <X extends TensorLike>(
    images: X,
    ksizes: readonly number[] | PatchOptions,
    strides?: readonly number[] | PatchOptions,
    rates?: readonly number[] | PatchOptions,
    padding?: PaddingMode | PatchOptions,
    options?: PatchOptions,
  ): Tensor<DTypeOf<X>, 'array'> => {
    const names = ['ksizes', 'strides', 'rates', 'padding'] as const;
    const { name, ...given } = readOptions<PatchOptions>(names, [ksizes, strides, rates, padding, options]);
    return apply('ExtractImagePatches', [images], { ...given }, { name });
  },
);
