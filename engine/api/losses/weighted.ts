/** `tf.losses.computeWeightedLoss`: the end that all losses have in common. */

import { type DType, GraphKeys, getDefaultGraph, type RankKind, type Tensor } from '../../graph/index.ts';
import { onesLike, size, where, zerosLike } from '../array/index.ts';
import { convertToTensor, type TensorLike } from '../convert.ts';
import { cast, divNoNan, equal, multiply, reduceSum } from '../math/index.ts';
import * as python from '../nn/operator.ts';
import { opScope } from '../op-scope.ts';
import { readOptions } from '../options.ts';
import { publicFunction } from '../signature.ts';
import type { DTypeOf } from '../static-types.ts';
import { assertBroadcastable, broadcastWeights } from '../weights/broadcast.ts';
import { checkReduction, type DefaultReduction, Reduction, type ReductionKey } from './reduction.ts';

export interface LossOptions<R extends ReductionKey = ReductionKey> {
  /** A scalar (default 1), or of the rank of the losses, each axis of the same size or 1. */
  readonly weights?: TensorLike;
  /** The name scope of the operations; default the loss's own name. */
  readonly scope?: string | null;
  /** Where the loss is added; default `tf.GraphKeys.LOSSES`, null: nowhere. */
  readonly lossCollection?: string | null;
  /** Default SUM_BY_NONZERO_WEIGHTS. */
  readonly reduction?: R;
}

/** A scalar, but without a reduction. */
export type Loss<R extends ReductionKey, D extends DType = 'float32'> = Tensor<
  D,
  R extends 'none' ? RankKind : 'scalar'
>;

/** Options of which null is not the default: a loss that is collected nowhere. */
export const nowhere = ['lossCollection'];

/**
 * Losses of any shape times their weights, reduced: computed in float32, given in the losses' own type, and added to the
 * collection.
 * @throws ShapeError for weights that do not fit, GraphError for a reduction that there is not.
 */
export const computeWeightedLoss = publicFunction(
  "losses.computeWeightedLoss(losses: tensor, weights: tensor = 1, {scope: string, lossCollection: string, reduction = 'weighted_sum_by_nonzero_weights'})",
  <X extends TensorLike, R extends ReductionKey = DefaultReduction>(
    losses: X,
    weights?: TensorLike | LossOptions<R>,
    options?: LossOptions<R>,
  ): Loss<R, DTypeOf<X>> => {
    const given = readOptions<LossOptions>(['weights'], [weights, options], nowhere);
    return weightedLoss(losses, given) as Loss<R, DTypeOf<X>>;
  },
);

/** As computeWeightedLoss, of a tensor inside the scope of a loss. */
export function reducedLoss(losses: Tensor, scope: string, given: LossOptions): Tensor {
  return weightedLoss(losses, { ...given, scope });
}

function weightedLoss(value: TensorLike, given: LossOptions): Tensor {
  const { weights = 1, reduction = Reduction.SUM_BY_NONZERO_WEIGHTS } = given;
  checkReduction(reduction);
  return opScope(given.scope, 'weighted_loss', [value, weights], (_, graph) =>
    graph.withControlDependencies([assertBroadcastable(weights, value)], () => {
      const losses = convertToTensor(value);
      const x = cast(losses, 'float32');
      const w = cast(weights, 'float32');
      const weighted = multiply(x, w);
      const loss = cast(reduced(weighted, x, w, reduction), losses.dtype);
      addTo(given.lossCollection, loss);
      return loss;
    }),
  );
}

function reduced(weighted: Tensor, losses: Tensor, weights: Tensor, reduction: ReductionKey): Tensor {
  if (reduction === Reduction.NONE) return weighted;
  const sum = reduceSum(weighted);
  switch (reduction) {
    case Reduction.SUM:
      return sum;
    case Reduction.MEAN:
      return safeMean(sum, reduceSum(python.multiply(onesLike(losses), weights)));
    case Reduction.SUM_OVER_BATCH_SIZE:
      return safeMean(sum, numElements(losses));
    default:
      return safeMean(sum, numPresent(losses, weights));
  }
}

/** The sum of what is a sum already, as TensorFlow adds up twice, over the number; 0 of nothing. */
function safeMean(losses: Tensor, count: Tensor): Tensor {
  return divNoNan(reduceSum(losses), count, { name: 'value' });
}

function numElements(losses: Tensor): Tensor {
  return opScope(undefined, 'num_elements', [losses], (scope) => cast(size(losses, { name: scope }), losses.dtype));
}

/** How many losses have a weight that is not 0. @param axes - Makes the axes to sum over, which stay; default all. */
export function numPresent(losses: Tensor, weights: Tensor, axes?: (present: Tensor) => Tensor): Tensor {
  return opScope(undefined, 'num_present', [losses, weights], (scope) => {
    const chosen = where(equal(weights, 0), zerosLike(weights), onesLike(weights));
    const present = broadcastWeights(chosen, losses);
    return axes ? reduceSum(present, axes(present), true, { name: scope }) : reduceSum(present, { name: scope });
  });
}

/** Adds the loss to the collection, unless it is null. */
export function addTo(collection: string | null | undefined, loss: unknown): void {
  if (collection !== null) getDefaultGraph().collections.add(collection ?? GraphKeys.LOSSES, loss);
}
