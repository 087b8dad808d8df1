/** Losses that are collected in the default graph, and their sum. */

import { GraphError, GraphKeys, getDefaultGraph, type Tensor } from '../../graph/index.ts';
import { constant } from '../array/index.ts';
import { addN } from '../math/index.ts';
import { readOptions } from '../options.ts';
import { publicFunction } from '../signature.ts';
import { addTo } from './weighted.ts';

/** Adds a loss to a collection (default `tf.GraphKeys.LOSSES`; null: to none). */
export const addLoss = publicFunction(
  'losses.addLoss(loss: any, lossCollection?: string)',
  (loss: Tensor, lossCollection?: string | null): void => addTo(lossCollection, loss),
);

/** The losses of the collection (default `tf.GraphKeys.LOSSES`), of names that start with `scope` if that is given. */
export const getLosses = publicFunction(
  'losses.getLosses(scope?: string, lossCollection?: string)',
  (scope?: string | null, lossCollection?: string | null): Tensor<'float32', 'scalar'>[] =>
    getDefaultGraph().collections.get(lossCollection ?? GraphKeys.LOSSES, scope ?? undefined),
);

/** What regularizers of variables gave, of names that start with `scope` if that is given. */
export const getRegularizationLosses = publicFunction(
  'losses.getRegularizationLosses(scope?: string)',
  (scope?: string | null): Tensor<'float32', 'scalar'>[] => getLosses(scope, GraphKeys.REGULARIZATION_LOSSES),
);

interface TotalOptions {
  /** Only losses of names that start with it. */
  readonly scope?: string | null;
  readonly name?: string;
}

/** The sum of what regularizers gave, a scalar; 0 where there is none. */
export const getRegularizationLoss = publicFunction(
  "losses.getRegularizationLoss(scope?: string, {name = 'total_regularization_loss'})",
  (scope?: string | null | TotalOptions, options?: TotalOptions): Tensor<'float32', 'scalar'> => {
    const given = readOptions<TotalOptions>(['scope'], [scope, options]);
    const losses = getRegularizationLosses(given.scope);
    if (losses.length === 0) return constant(0);
    return addN(losses, { name: given.name ?? 'total_regularization_loss' });
  },
);

interface TotalLossOptions extends TotalOptions {
  /** Default true. */
  readonly addRegularizationLosses?: boolean;
}

/**
 * The sum of all losses and, unless told otherwise, of those of regularizers: what a model is trained by. A scalar.
 * @throws GraphError where there is no loss.
 */
export const getTotalLoss = publicFunction(
  "losses.getTotalLoss(addRegularizationLosses = true, {name = 'total_loss', scope: string})",
  (addRegularizationLosses?: boolean | TotalLossOptions, options?: TotalLossOptions): Tensor<'float32', 'scalar'> => {
    const given = readOptions<TotalLossOptions>(['addRegularizationLosses'], [addRegularizationLosses, options]);
    const losses = getLosses(given.scope);
    if (given.addRegularizationLosses ?? true) losses.push(...getRegularizationLosses(given.scope));
    if (losses.length === 0)
      throw new GraphError('No losses to add up: make one with tf.losses, or tf.losses.addLoss.');
    return addN(losses, { name: given.name ?? 'total_loss' });
  },
);
