/** `tf.stringJoin`. */

import type { Tensor } from '../../graph/index.ts';
import { apply } from '../apply-op.ts';
import type { TensorLike } from '../convert.ts';
import { readOptions } from '../options.ts';
import { publicFunction } from '../signature.ts';

export interface StringJoinOptions {
  /** What goes between; default nothing. */
  readonly separator?: string;
  readonly name?: string;
}

/** Texts joined point by point, tensors of one shape; scalars go with every point. */
export const stringJoin = publicFunction(
  "stringJoin(inputs: tensors, separator = '', {name})",
  (
    inputs: readonly TensorLike[],
    separator?: string | StringJoinOptions,
    options?: StringJoinOptions,
  ): Tensor<'string'> => {
    const { separator: between = '', name } = readOptions<StringJoinOptions>(['separator'], [separator, options]);
    return apply('StringJoin', [inputs], { separator: between }, { name });
  },
);
