/** Labels, predictions and weights with as many axes: one of size 1 at the end may be missing, or too many. */

import { type DType, isKnown, ShapeError, type Tensor } from '../../graph/index.ts';
import { expandDims, squeeze } from '../array/shape.ts';
import { convertToTensor, type TensorLike } from '../convert.ts';
import { opScope } from '../op-scope.ts';

/**
 * Labels and predictions without the last axis of that which has one too many, where it is of size 1. Tensors of unknown
 * rank stay as they are.
 * @param rankDifference - How many axes predictions have more by right.
 * @param labelType - Of plain labels.
 */
export function removeSqueezableDimensions(
  labels: TensorLike,
  predictions: TensorLike,
  rankDifference = 0,
  labelType?: DType,
): [labels: Tensor, predictions: Tensor] {
  return opScope(undefined, 'remove_squeezable_dimensions', [labels, predictions], () => {
    const [y, x] = [convertToTensor(labels, { preferredDtype: labelType }), convertToTensor(predictions)];
    if (y.shape.rank === null || x.shape.rank === null) return [y, x];
    const excess = x.shape.rank - y.shape.rank - rankDifference;
    if (excess === 1 && endsInOne(x)) return [y, squeeze(x, [-1])];
    if (excess === -1 && endsInOne(y)) return [squeeze(y, [-1]), x];
    return [y, x];
  });
}

function endsInOne({ shape }: Tensor): boolean {
  const last = shape.dims!.at(-1)!;
  return !isKnown(last) || last === 1;
}

/** Weights without their last axis, where they have one axis more than `values`. */
export function squeezedWeights(weights: TensorLike, values: Tensor): Tensor {
  const given = convertToTensor(weights);
  const [a, b] = [given.shape.rank, values.shape.rank];
  return a !== null && b !== null && a - b === 1 ? squeeze(given, [-1]) : given;
}

/** Weights that are not a scalar with as many axes as `values`, where they have one of size 1 more or one less. */
export function fittedWeights(weights: TensorLike, values: Tensor): Tensor {
  const given = squeezedWeights(weights, values);
  const [a, b] = [given.shape.rank, values.shape.rank];
  return a !== null && a > 0 && b !== null && b - a === 1 ? expandDims(given, [-1]) : given;
}

/** @throws ShapeError for shapes that no two equal ones can be. */
export function checkSameShape(x: Tensor, y: Tensor): void {
  if (x.shape.isCompatibleWith(y.shape)) return;
  throw new ShapeError(`Shapes ${x.shape} and ${y.shape} are incompatible.`, x.op.describe());
}
