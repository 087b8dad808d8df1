/** `tf.losses.Reduction`: what becomes of the losses of the elements. */

import { GraphError } from '../../graph/index.ts';

/** By the names that TensorFlow gives them; the values are what functions take. */
export const Reduction = {
  /** Each weighted loss by itself. */
  NONE: 'none',
  /** The sum of the weighted losses. */
  SUM: 'weighted_sum',
  /** Their sum over the number of losses. */
  SUM_OVER_BATCH_SIZE: 'weighted_sum_over_batch_size',
  /** Their sum over the sum of the weights. */
  MEAN: 'weighted_mean',
  /** Their sum over the number of weights that are not 0: the default. */
  SUM_BY_NONZERO_WEIGHTS: 'weighted_sum_by_nonzero_weights',
  /** The old name of the same. */
  SUM_OVER_NONZERO_WEIGHTS: 'weighted_sum_by_nonzero_weights',
} as const;

export type ReductionKey = (typeof Reduction)[keyof typeof Reduction];
export type DefaultReduction = typeof Reduction.SUM_BY_NONZERO_WEIGHTS;

/** @throws GraphError for what is none of them. */
export function checkReduction(key: unknown): void {
  const all: readonly unknown[] = Object.values(Reduction);
  if (all.includes(key)) return;
  throw new GraphError(`Invalid Reduction Key ${String(key)}. Key should be one of ${[...new Set(all)].join(', ')}.`);
}
