/** `tf.Print` and `tf.Assert`: effects of a run on the way. */

import type { Operation } from '../../graph/index.ts';
import { apply, applyOp } from '../apply-op.ts';
import { convertToTensor, type TensorLike } from '../convert.ts';
import { opScope } from '../op-scope.ts';
import { readOptions } from '../options.ts';
import { publicFunction } from '../signature.ts';
import type { TensorOf } from '../static-types.ts';

export interface PrintOptions {
  /** Comes first on the line. */
  readonly message?: string;
  /** Prints only that many times. */
  readonly firstN?: number;
  /** Elements shown of each tensor; default 3. */
  readonly summarize?: number;
  readonly name?: string;
}

/** `input`, and whenever a run computes it, one line on stderr with the values of `data`. */
export const Print = publicFunction(
  'Print(input: tensor, data: tensors, message?: string, firstN?: number, summarize = 3, {name})',
  <X extends TensorLike>(
    input: X,
    data: readonly TensorLike[],
    message?: string | null | PrintOptions,
    firstN?: number | null | PrintOptions,
    summarize?: number | null | PrintOptions,
    options?: PrintOptions,
  ): TensorOf<X> => {
    const given = readOptions<PrintOptions>(['message', 'firstN', 'summarize'], [message, firstN, summarize, options]);
    const attributes = { message: given.message, first_n: given.firstN, summarize: given.summarize };
    return apply('Print', [input, data], attributes, { name: given.name });
  },
);

/**
 * An operation that ends the run with the values of `data` if `condition` (a bool of rank 0) is false. It runs when it is
 * fetched or waited for: put what it guards into `tf.controlDependencies([tf.Assert(…)], …)`.
 */
export const Assert = publicFunction(
  'Assert(condition: tensor, data: tensors, {summarize = 3, name})',
  (
    condition: TensorLike,
    data: readonly TensorLike[],
    options: { readonly summarize?: number; readonly name?: string } = {},
  ): Operation =>
    opScope(options.name, 'Assert', [condition, data], () => {
      // As TensorFlow, which looks at their types first and leaves constants of them behind.
      for (const value of data) convertToTensor(value);
      return applyOp('Assert', [condition, data], { summarize: options.summarize });
    }),
);
