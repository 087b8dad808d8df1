/** Losses of classes, from logits. */

import type { Tensor } from '../../graph/index.ts';
import { onesLike, shape, stopGradient } from '../array/index.ts';
import { vectorItem } from '../array/slice.ts';
import { convertToTensor, type TensorLike } from '../convert.ts';
import { cast, multiply, subtract } from '../math/index.ts';
import {
  relu,
  sigmoidCrossEntropyWithLogits,
  softmaxCrossEntropyWithLogitsV2,
  sparseSoftmaxCrossEntropyWithLogits,
} from '../nn/index.ts';
import * as python from '../nn/operator.ts';
import { opScope } from '../op-scope.ts';
import { readOptions } from '../options.ts';
import { publicFunction } from '../signature.ts';
import type { DTypeOf } from '../static-types.ts';
import { checkSameShape, removeSqueezableDimensions, squeezedWeights } from '../weights/squeeze.ts';
import type { DefaultReduction, ReductionKey } from './reduction.ts';
import { checkGiven } from './regression.ts';
import { type Loss, type LossOptions, nowhere, reducedLoss } from './weighted.ts';

const common = "scope: string, lossCollection: string, reduction = 'weighted_sum_by_nonzero_weights'";

/**
 * max(0, 1 − sign · logit), where the sign of label 1 is 1 and that of label 0 is −1; in float32.
 * @throws ShapeError for different shapes, or weights that do not fit.
 */
export const hingeLoss = publicFunction(
  `losses.hingeLoss(labels: tensor, logits: tensor, weights: tensor = 1, {${common}})`,
  <R extends ReductionKey = DefaultReduction>(
    labels: TensorLike,
    logits: TensorLike,
    weights?: TensorLike | LossOptions<R>,
    options?: LossOptions<R>,
  ): Loss<R> => {
    const given = readOptions<LossOptions>(['weights'], [weights, options], nowhere);
    checkGiven({ labels, logits });
    return opScope(given.scope, 'hinge_loss', [logits, labels, given.weights], (scope) => {
      const x = cast(logits, 'float32');
      const y = cast(labels, 'float32');
      checkSameShape(x, y);
      const ones = onesLike(y);
      const signs = subtract(python.multiply(2, y), ones);
      return reducedLoss(relu(subtract(ones, multiply(signs, x))), scope, given);
    }) as Loss<R>;
  },
);

export interface SmoothedOptions<R extends ReductionKey = ReductionKey> extends LossOptions<R> {
  /** From 0 (default) to 1: how far labels are moved towards all events, or classes, being equally likely. */
  readonly labelSmoothing?: number;
}

/**
 * Cross entropy of independent events, `labels` being their probabilities, of the shape of `logits`; in the logits' type.
 * Smoothed labels are label · (1 − s) + s / 2.
 * @throws ShapeError for different shapes, or weights that do not fit.
 */
export const sigmoidCrossEntropy = publicFunction(
  `losses.sigmoidCrossEntropy(multiClassLabels: tensor, logits: tensor, weights: tensor = 1, labelSmoothing = 0, {${common}})`,
  <X extends TensorLike, R extends ReductionKey = DefaultReduction>(
    multiClassLabels: TensorLike,
    logits: X,
    weights?: TensorLike | SmoothedOptions<R>,
    labelSmoothing?: number | SmoothedOptions<R>,
    options?: SmoothedOptions<R>,
  ): Loss<R, DTypeOf<X>> => {
    const given = readOptions<SmoothedOptions>(
      ['weights', 'labelSmoothing'],
      [weights, labelSmoothing, options],
      nowhere,
    );
    checkGiven({ multiClassLabels, logits });
    const { labelSmoothing: s = 0 } = given;
    return opScope(given.scope, 'sigmoid_cross_entropy_loss', [logits, multiClassLabels, given.weights], (scope) => {
      const x = convertToTensor(logits);
      let labels: Tensor = cast(multiClassLabels, x.dtype);
      checkSameShape(x, labels);
      if (s > 0) labels = python.add(python.multiply(labels, 1 - s), 0.5 * s);
      return reducedLoss(sigmoidCrossEntropyWithLogits({ labels, logits: x, name: 'xentropy' }), scope, given);
    }) as Loss<R, DTypeOf<X>>;
  },
);

/**
 * Cross entropy of classes: rows of probabilities against rows of logits, both [..., classes], one loss a row; in the
 * logits' type. Smoothed labels are label · (1 − s) + s / classes. Nothing flows back into the labels.
 * @throws ShapeError for different shapes, or weights that do not fit [...].
 */
export const softmaxCrossEntropy = publicFunction(
  `losses.softmaxCrossEntropy(onehotLabels: tensor, logits: tensor, weights: tensor = 1, labelSmoothing = 0, {${common}})`,
  <X extends TensorLike, R extends ReductionKey = DefaultReduction>(
    onehotLabels: TensorLike,
    logits: X,
    weights?: TensorLike | SmoothedOptions<R>,
    labelSmoothing?: number | SmoothedOptions<R>,
    options?: SmoothedOptions<R>,
  ): Loss<R, DTypeOf<X>> => {
    const given = readOptions<SmoothedOptions>(
      ['weights', 'labelSmoothing'],
      [weights, labelSmoothing, options],
      nowhere,
    );
    checkGiven({ onehotLabels, logits });
    return opScope(given.scope, 'softmax_cross_entropy_loss', [logits, onehotLabels, given.weights], (scope) => {
      const x = convertToTensor(logits);
      const probabilities = cast(onehotLabels, x.dtype);
      checkSameShape(x, probabilities);
      const labels = stopGradient(smoothed(probabilities, given.labelSmoothing ?? 0), { name: 'labels_stop_gradient' });
      return reducedLoss(softmaxCrossEntropyWithLogitsV2({ labels, logits: x, name: 'xentropy' }), scope, given);
    }) as Loss<R, DTypeOf<X>>;
  },
);

function smoothed(labels: Tensor, smoothing: number): Tensor {
  if (!(smoothing > 0)) return labels;
  const classes = cast(vectorItem(shape(labels), -1), labels.dtype);
  const others = python.divide(smoothing, classes);
  return python.add(python.multiply(labels, 1 - smoothing), others);
}

/**
 * Cross entropy of classes: class numbers [...] against rows of logits [..., classes], one loss a row; in the logits' type.
 * An axis of size 1 at the end of labels or weights may be left.
 * @throws ShapeError for shapes, or weights, that do not fit.
 */
export const sparseSoftmaxCrossEntropy = publicFunction(
  `losses.sparseSoftmaxCrossEntropy(labels: tensor, logits: tensor, weights: tensor = 1, {${common}})`,
  <X extends TensorLike, R extends ReductionKey = DefaultReduction>(
    labels: TensorLike,
    logits: X,
    weights?: TensorLike | LossOptions<R>,
    options?: LossOptions<R>,
  ): Loss<R, DTypeOf<X>> => {
    const given = readOptions<LossOptions>(['weights'], [weights, options], nowhere);
    checkGiven({ labels, logits });
    const fallback = 'sparse_softmax_cross_entropy_loss';
    return opScope(given.scope, fallback, [logits, labels, given.weights], (scope) => {
      const [y, x] = removeSqueezableDimensions(labels, logits, 1, 'int32');
      const w = squeezedWeights(given.weights ?? 1, y);
      const losses = sparseSoftmaxCrossEntropyWithLogits({ labels: y, logits: x, name: 'xentropy' });
      return reducedLoss(losses, scope, { ...given, weights: w });
    }) as Loss<R, DTypeOf<X>>;
  },
);
