/**
 * Weights of losses and metrics: a scalar, or of the rank of what they weigh, each axis of the same size or of size 1.
 * Fewer axes are refused, though a product would take them.
 */

import { isKnown, type Operation, ShapeError, type Tensor } from '../../graph/index.ts';
import { applyOp } from '../apply-op.ts';
import { onesLike, rank, shape } from '../array/index.ts';
import { noOp } from '../control/index.ts';
import { convertToTensor, type TensorLike } from '../convert.ts';
import { equal, logicalOr, multiply, reduceAll } from '../math/index.ts';
import { opScope } from '../op-scope.ts';

const prefix = 'weights can not be broadcast to values.';

/**
 * An operation to wait for. Where sizes are known the check is made here; for others a run makes it. Where a rank is not
 * known there is none.
 * @throws ShapeError for weights that do not fit.
 */
export function assertBroadcastable(weights: TensorLike, values: TensorLike): Operation {
  return opScope(undefined, 'assert_broadcastable', [weights, values], (scope) => {
    const w = described(weights, 'weights');
    const v = described(values, 'values');
    const [ofWeights, ofValues] = [w.tensor.shape.dims, v.tensor.shape.dims];
    if (ofWeights?.length === 0) return noOp({ name: 'static_scalar_check_success' });
    if (!ofWeights || !ofValues) return noOp({ name: scope });
    if (ofWeights.length !== ofValues.length) {
      throw new ShapeError(
        `${prefix} values.rank=${ofValues.length}. weights.rank=${ofWeights.length}. ` +
          `values.shape=${v.tensor.shape}. weights.shape=${w.tensor.shape}.`,
        w.tensor.op.describe(),
      );
    }
    const wrong = ofWeights.findIndex((size, axis) => {
      const other = ofValues[axis];
      return isKnown(size) && size !== 1 && isKnown(other) && other !== size;
    });
    if (wrong >= 0) {
      throw new ShapeError(
        `${prefix} Mismatch at dim ${wrong}. values.shape=${v.tensor.shape}, weights.shape=${w.tensor.shape}.`,
        w.tensor.op.describe(),
      );
    }
    const isSure = ofWeights.every((size, axis) => size === 1 || (isKnown(size) && isKnown(ofValues[axis])));
    if (isSure) return noOp({ name: 'static_dims_check_success' });
    const fits = reduceAll(logicalOr(equal(w.shape, 1), equal(w.shape, v.shape)));
    const told = [prefix, 'weights.shape=', w.tensor.name, w.shape, 'values.shape=', v.tensor.name, v.shape];
    return applyOp('Assert', [fits, told], {}, { name: scope });
  });
}

/** The tensor with its shape, and the node of its rank that TensorFlow makes too. */
function described(value: TensorLike, name: string): { tensor: Tensor; shape: Tensor } {
  return opScope(undefined, name, [value], (scope) => {
    const tensor = convertToTensor(value, { name: scope });
    const sizes = shape(tensor, { name: 'shape' });
    rank(tensor, { name: 'rank' });
    return { tensor, shape: sizes };
  });
}

/** Weights of the shape of `values`, of its type. @throws ShapeError for weights that do not fit. */
export function broadcastWeights(weights: TensorLike, values: TensorLike): Tensor {
  return opScope(undefined, 'broadcast_weights', [weights, values], (scope, graph) => {
    const v = convertToTensor(values, { name: 'values' });
    const w = convertToTensor(weights, { dtype: v.dtype, name: 'weights' });
    if (w.shape.isFullyDefined && v.shape.isFullyDefined && w.shape.equals(v.shape)) return w;
    return graph.withControlDependencies([assertBroadcastable(w, v)], () => multiply(w, onesLike(v), { name: scope }));
  });
}
